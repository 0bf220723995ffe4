import { sizeOf } from "../../tensor/shape.js";
import { constantValue } from "../constantValue.js";
import { kernel } from "../kernel.js";
import { calc } from "./formula.js";

/** The elements on a diagonal, zeros elsewhere. */
export const diag = kernel<"x", object>("Diag", (trace, { x }) => {
  const size = sizeOf(x.shape);
  const mask = Uint8Array.from({ length: size * size }, (_, i) => Number(i % (size + 1) === 0));
  const matrix = calc(trace, "Where", constantValue(mask, [size, size], "bool"), trace.reshape(x, [size, 1]), 0);
  return trace.reshape(trace.widen(matrix, [size, size]), [...x.shape, ...x.shape]);
});
