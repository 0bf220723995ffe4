import { kernel } from "../kernel.js";

export const squaredDifference = kernel<"a" | "b", object>("SquaredDifference", (trace, { a, b }) => {
  const difference = trace.elementwise("Sub", [a, b], a.dtype);
  return trace.elementwise("Mul", [difference, difference], a.dtype);
});
