import { uniformValue } from "../constantValue.js";
import { kernel } from "../kernel.js";
import { calc } from "./formula.js";

/** Angle of the point (b, a), in radians from -pi to pi; ONNX has only the arc tangent of the quotient, which forgets the half plane. */
export const atan2 = kernel<"a" | "b", object>("Atan2", (trace, { a, b }) => {
  const angle = calc(trace, "Atan", calc(trace, "Div", a, b));
  const turn = calc(trace, "Where", calc(trace, "Less", a, 0), uniformValue(-Math.PI, [], "float32"), Math.PI);
  const left = calc(trace, "Where", calc(trace, "Less", b, 0), calc(trace, "Add", angle, turn), angle);
  // On the vertical axis a quotient of 0 / 0 would be NaN.
  const upright = calc(trace, "Mul", calc(trace, "Sign", a), Math.PI / 2);
  return calc(trace, "Where", calc(trace, "Equal", b, 0), upright, left);
});
