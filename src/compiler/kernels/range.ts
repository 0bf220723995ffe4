import { constantValue } from "../constantValue.js";
import { kernel } from "../kernel.js";

export const range = kernel<never, { start: number; stop: number; step: number; dtype: "float32" | "int32" }>(
  "Range",
  (_, __, { start, stop, step, dtype }) => {
    const count = Math.max(0, Math.ceil((stop - start) / step));
    const values = Array.from({ length: count }, (_unused, i) => start + i * step);
    return constantValue(dtype === "int32" ? Int32Array.from(values) : Float32Array.from(values), [count], dtype);
  },
);
