/** A regularised covariance [d, d] and the weight, 0 to 1, of the target in it. */
export interface ShrunkCovariance {
  readonly covariance: Float64Array;
  readonly shrinkage: number;
}

/** (1 - shrinkage) · matrix + shrinkage · target */
export function blend(matrix: Float64Array, target: Float64Array, shrinkage: number): ShrunkCovariance {
  return {
    covariance: matrix.map((value, index) => (1 - shrinkage) * value + shrinkage * target[index]!),
    shrinkage,
  };
}

/** scale · I, [size, size] */
export function scaledIdentity(size: number, scale: number): Float64Array {
  const matrix = new Float64Array(size * size);
  for (let i = 0; i < size; i++) matrix[i * size + i] = scale;
  return matrix;
}
