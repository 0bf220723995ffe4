import { constantValue } from "../constantValue.js";
import { kernel } from "../kernel.js";

export const linSpace = kernel<never, { start: number; stop: number; num: number }>(
  "LinSpace",
  (_, __, { start, stop, num }) => {
    const step = (stop - start) / (num - 1);
    return constantValue(
      Float32Array.from({ length: num }, (___, i) => start + (i && i * step)),
      [num],
      "float32",
    );
  },
);
