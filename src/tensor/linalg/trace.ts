/** Sum of the diagonal of a [size, size] matrix. */
export function trace(matrix: ArrayLike<number>, size: number): number {
  let sum = 0;
  for (let i = 0; i < size; i++) sum += matrix[i * size + i]!;
  return sum;
}
