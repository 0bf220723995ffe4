import { constantValue } from "../constantValue.js";
import { kernel } from "../kernel.js";

export const range = kernel<never, { start: number; stop: number; step: number; dtype: "float32" | "int32" }>(
  "Range",
  (_, __, { start, stop, step, dtype }) => {
    // A step of 1 is what TensorFlow.js takes when none is given: it counts down where the end lies below.
    const signed = stop < start && step === 1 ? -1 : step;
    const count = Math.max(0, Math.ceil((stop - start) / signed));
    const values = Array.from({ length: count }, (_unused, i) => start + i * signed);
    return constantValue(dtype === "int32" ? Int32Array.from(values) : Float32Array.from(values), [count], dtype);
  },
);
