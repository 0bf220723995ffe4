/**
 * Lower-triangular L [size, size] with L Lᵀ = matrix, or undefined when the matrix is not positive definite to working
 * precision. Only the lower triangle of the symmetric `matrix` is read.
 */
export function cholesky(matrix: ArrayLike<number>, size: number): Float64Array | undefined {
  const factor = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = matrix[i * size + j]!;
      for (let k = 0; k < j; k++) sum -= factor[i * size + k]! * factor[j * size + k]!;
      if (i !== j) {
        factor[i * size + j] = sum / factor[j * size + j]!;
      } else {
        // What is left of a diagonal after cancellation carries no digits below this; a pivot from it would be noise.
        if (!(sum > matrix[i * size + i]! * size * Number.EPSILON)) return undefined;
        factor[i * size + i] = Math.sqrt(sum);
      }
    }
  }
  return factor;
}
