import { kernel } from "../kernel.js";

/** Remainder with the sign of the divisor: a - b * floor(a / b). */
export const mod = kernel<"a" | "b", object>("Mod", (trace, { a, b }) => {
  if (a.dtype === "int32") return trace.elementwise("Mod", [a, b], "int32");
  const quotient = trace.elementwise("Floor", [trace.elementwise("Div", [a, b], "float32")], "float32");
  return trace.elementwise("Sub", [a, trace.elementwise("Mul", [b, quotient], "float32")], "float32");
});
