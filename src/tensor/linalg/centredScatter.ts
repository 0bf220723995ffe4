/** Rows of numbers, row-major: `count` samples of `size` values each. */
export interface Samples {
  readonly data: Float32Array | Float64Array;
  readonly count: number;
  readonly size: number;
}

/**
 * Mean [size] and scatter matrix [size, size] = Σ (x - mean)(x - mean)ᵀ, in double precision. Two passes, since E[xxᵀ] - mean²
 * loses the small variances of collapsed latent dimensions to cancellation.
 */
export function centredScatter({ data, count, size }: Samples): { mean: Float64Array; scatter: Float64Array } {
  const mean = new Float64Array(size);
  for (let row = 0; row < count; row++) {
    for (let i = 0; i < size; i++) mean[i] = mean[i]! + data[row * size + i]! / count;
  }
  const scatter = new Float64Array(size * size);
  const centred = new Float64Array(size);
  for (let row = 0; row < count; row++) {
    for (let i = 0; i < size; i++) centred[i] = data[row * size + i]! - mean[i]!;
    for (let i = 0; i < size; i++) {
      const factor = centred[i]!;
      for (let j = 0; j <= i; j++) scatter[i * size + j] = scatter[i * size + j]! + factor * centred[j]!;
    }
  }
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < i; j++) scatter[j * size + i] = scatter[i * size + j]!;
  }
  return { mean, scatter };
}
