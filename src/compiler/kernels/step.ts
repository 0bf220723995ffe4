import { uniformValue } from "../constantValue.js";
import { kernel } from "../kernel.js";
import { calc } from "./formula.js";

/** 1 above zero, `alpha` elsewhere, NaN where the input is. */
export const step = kernel<"x", { alpha?: number }>("Step", (trace, { x }, { alpha = 0 }) => {
  // The step of a ReLU's gradient: its forward pass has the same Relu already, so this is one operator, the sign of a known value.
  if (alpha === 0)
    return trace.elementwise(([name]) => trace.node("Sign", [trace.node("Relu", [name!])]), [x], x.dtype);
  const value = calc(trace, "Where", calc(trace, "Greater", x, 0), uniformValue(1, [], x.dtype), alpha);
  return x.dtype === "float32" ? calc(trace, "Where", calc(trace, "IsNaN", x), x, value) : value;
});
