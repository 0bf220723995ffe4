/** Index of the largest value in every row of a row-major [n, columns] array; the first of equal ones. */
export function argmaxRows(values: ArrayLike<number>, columns: number): Int32Array {
  const out = new Int32Array(values.length / columns);
  for (let row = 0; row < out.length; row++) {
    let best = 0;
    for (let column = 1; column < columns; column++) {
      if (values[row * columns + column]! > values[row * columns + best]!) best = column;
    }
    out[row] = best;
  }
  return out;
}
