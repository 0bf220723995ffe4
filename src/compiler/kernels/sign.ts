import { kernel } from "../kernel.js";
import { calc } from "./formula.js";

/** -1, 0 or 1; 0 where the input is NaN, which ONNX's operator would pass on. */
export const sign = kernel<"x", object>("Sign", (trace, { x }) => {
  const value = calc(trace, "Sign", x);
  return x.dtype === "float32" ? calc(trace, "Where", calc(trace, "IsNaN", x), 0, value) : value;
});
