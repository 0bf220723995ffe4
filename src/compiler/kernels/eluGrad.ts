import { uniformValue } from "../constantValue.js";
import { kernel } from "../kernel.js";

/** dy where the output is positive; below, the exponential's slope is the output plus one. */
export const eluGrad = kernel<"dy" | "y", object>("EluGrad", (trace, { dy, y }) => {
  const one = uniformValue(1, [], "float32");
  const slope = trace.elementwise("Min", [trace.elementwise("Add", [y, one], "float32"), one], "float32");
  return trace.elementwise("Mul", [dy, slope], "float32");
});
