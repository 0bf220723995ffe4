import type { HostTensor, TensorData } from "../../tensor/hostTensor.js";
import { sizeOf } from "../../tensor/shape.js";

/** Shape and element type of one row of a network's input. */
export interface RowSpec {
  readonly dtype: "float32" | "uint8";
  /** Without the batch dimension. */
  readonly shape: readonly number[];
}

/** Rows, each of `sizeOf(spec.shape)` elements, as one tensor of `bucket` rows; the rows that are missing are zero. */
export function packRows(rows: readonly TensorData[], spec: RowSpec, bucket: number): HostTensor {
  const size = sizeOf(spec.shape);
  const data = spec.dtype === "uint8" ? new Uint8Array(bucket * size) : new Float32Array(bucket * size);
  rows.forEach((row, index) => {
    data.set(row, index * size);
  });
  return { dtype: spec.dtype, shape: [bucket, ...spec.shape], data };
}
