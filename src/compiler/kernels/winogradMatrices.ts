type Matrix = readonly (readonly number[])[];

/** Transforms of Winograd's F(2, 3) along one axis, with the points 0, 1, -1 and infinity (Lavin and Gray 2016, equation 8). */

/** Four inputs to four points. */
export const INPUT_TILE: Matrix = [
  [1, 0, -1, 0],
  [0, 1, 1, 0],
  [0, -1, 1, 0],
  [0, 1, 0, -1],
];

/** Three weights to four points. */
export const KERNEL_TILE: Matrix = [
  [1, 0, 0],
  [0.5, 0.5, 0.5],
  [0.5, -0.5, 0.5],
  [0, 0, 1],
];

/** Four products to two outputs. */
export const FROM_PRODUCTS: Matrix = [
  [1, 1, 1, 0],
  [0, 1, -1, -1],
];

/** Two gradients to four points: the adjoint of {@link FROM_PRODUCTS}. */
export const GRADIENT_TILE: Matrix = transposed(FROM_PRODUCTS);

export function transposed(matrix: Matrix): number[][] {
  return matrix[0]!.map((_, column) => matrix.map((row) => row[column]!));
}

/** The transform along both axes at once, positions and points numbered row by row. */
export function kron(matrix: Matrix): number[][] {
  return matrix.flatMap((a) => matrix.map((b) => a.flatMap((x) => b.map((y) => x * y))));
}
