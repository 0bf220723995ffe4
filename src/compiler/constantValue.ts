import type { TensorData } from "../tensor/hostTensor.js";
import { type TracedType, TracedValue } from "./tracedValue.js";

/** A value known while tracing; one that is the same everywhere is kept as a single element. */
export function constantValue(data: TensorData, shape: readonly number[], dtype: TracedType): TracedValue {
  if (data.length > 1 && isUniform(data)) return uniformValue(data[0]!, shape, dtype);
  return new TracedValue(shape, dtype, { data });
}

/** A value that is the same number everywhere. */
export function uniformValue(value: number, shape: readonly number[], dtype: TracedType): TracedValue {
  const elements = shape.includes(0) ? [] : [value];
  const data =
    dtype === "float32"
      ? Float32Array.from(elements)
      : dtype === "int32"
        ? Int32Array.from(elements)
        : Uint8Array.from(elements);
  return new TracedValue(shape, dtype, { data, compact: shape.map((size) => Math.min(size, 1)) });
}

function isUniform(data: TensorData): boolean {
  const first = data[0]!;
  for (let i = 1; i < data.length; i++) if (!Object.is(data[i], first)) return false;
  return true;
}
