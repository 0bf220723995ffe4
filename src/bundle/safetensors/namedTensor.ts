/** How numbers lie in a safetensors file: single or half precision. */
export type StoredType = "F32" | "F16";

/** A tensor of a safetensors file, row-major; `data` has as many elements as `shape` says. */
export interface NamedTensor {
  readonly shape: readonly number[];
  readonly data: Float32Array;
  /** F32 when left out. In F16 values are rounded to 11 bits; beyond 65504 they would be infinite. */
  readonly stored?: StoredType;
}

export const BYTES_OF: Record<StoredType, number> = { F32: 4, F16: 2 };
