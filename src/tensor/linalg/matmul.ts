/** Row-major product [rows, inner] x [inner, columns], in double precision; `transposeB` takes b as [columns, inner]. */
export function matmul(
  a: ArrayLike<number>,
  b: ArrayLike<number>,
  { rows, inner, columns, transposeB = false }: { rows: number; inner: number; columns: number; transposeB?: boolean },
): Float64Array {
  const out = new Float64Array(rows * columns);
  for (let i = 0; i < rows; i++) {
    if (transposeB) {
      for (let j = 0; j < columns; j++) {
        let sum = 0;
        for (let k = 0; k < inner; k++) sum += a[i * inner + k]! * b[j * inner + k]!;
        out[i * columns + j] = sum;
      }
    } else {
      // Middle loop over k: the innermost one then walks both rows in memory order.
      for (let k = 0; k < inner; k++) {
        const factor = a[i * inner + k]!;
        for (let j = 0; j < columns; j++) out[i * columns + j] = out[i * columns + j]! + factor * b[k * columns + j]!;
      }
    }
  }
  return out;
}
