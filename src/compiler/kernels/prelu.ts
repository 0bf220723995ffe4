import { kernel } from "../kernel.js";
import { calc, castTo } from "./formula.js";

export const prelu = kernel<"x" | "alpha", object>("Prelu", (trace, inputs) => {
  const [x, alpha] = [castTo(trace, inputs.x, "float32"), castTo(trace, inputs.alpha, "float32")];
  return calc(trace, "Where", calc(trace, "Less", x, 0), calc(trace, "Mul", x, alpha), x);
});
