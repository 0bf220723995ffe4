/** A float32 tensor of a safetensors file, row-major; `data` has as many elements as `shape` says. */
export interface NamedTensor {
  readonly shape: readonly number[];
  readonly data: Float32Array;
}
