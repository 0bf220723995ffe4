import { uniformValue } from "../constantValue.js";
import { kernel } from "../kernel.js";

export const prelu = kernel<"x" | "alpha", object>("Prelu", (trace, { x, alpha }) => {
  const negative = trace.elementwise("Less", [x, uniformValue(0, [], "float32")], "bool");
  return trace.elementwise("Where", [negative, trace.elementwise("Mul", [x, alpha], "float32"), x], "float32");
});
