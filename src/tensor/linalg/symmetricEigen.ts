import { invariant } from "../../errors/invariant.js";
import { tridiagonalise } from "./tridiagonalise.js";

/** Eigenvalues in descending order; row i of `vectors` [size, size] is the unit eigenvector of value i. */
export interface Eigen {
  readonly values: Float64Array;
  readonly vectors: Float64Array;
}

/**
 * Eigen-decomposition of a symmetric matrix [size, size]: Householder tridiagonalisation, then implicit QR steps with Wilkinson's
 * shift (Golub and Van Loan, Matrix Computations, section 8.3). Errors are of the order of 1e-15 times the largest eigenvalue.
 */
export function symmetricEigen(matrix: ArrayLike<number>, size: number): Eigen {
  const { diagonal, offDiagonal, vectors } = tridiagonalise(matrix, size);
  let high = size - 1;
  for (let step = 0; high > 0; step++) {
    invariant(step < 60 * size, "The eigenvalues of a symmetric matrix did not converge.");
    if (negligible(diagonal, offDiagonal, high - 1)) {
      offDiagonal[--high] = 0;
      continue;
    }
    let low = high - 1;
    while (low > 0 && !negligible(diagonal, offDiagonal, low - 1)) low--;
    qrStep(diagonal, offDiagonal, vectors, size, low, high);
  }
  const order = Array.from(diagonal.keys()).sort((a, b) => diagonal[b]! - diagonal[a]!);
  const sorted = new Float64Array(size * size);
  order.forEach((from, to) => {
    sorted.set(vectors.subarray(from * size, (from + 1) * size), to * size);
  });
  return { values: Float64Array.from(order, (index) => diagonal[index]!), vectors: sorted };
}

function negligible(diagonal: Float64Array, offDiagonal: Float64Array, i: number): boolean {
  const scale = Math.abs(diagonal[i]!) + Math.abs(diagonal[i + 1]!);
  // The second term ends rows of zeros, where the scale is zero too, and denormal remainders.
  return Math.abs(offDiagonal[i]!) <= Number.EPSILON * scale + Number.MIN_VALUE / Number.EPSILON;
}

/** One implicit QR step on the unreduced block low..high; the rotations also turn the rows of `vectors`. */
function qrStep(
  diagonal: Float64Array,
  offDiagonal: Float64Array,
  vectors: Float64Array,
  size: number,
  low: number,
  high: number,
): void {
  const last = offDiagonal[high - 1]!;
  const half = (diagonal[high - 1]! - diagonal[high]!) / 2;
  const shift = diagonal[high]! - last ** 2 / (half + (half < 0 ? -1 : 1) * Math.hypot(half, last));
  let x = diagonal[low]! - shift;
  let bulge = offDiagonal[low]!;
  for (let k = low; k < high; k++) {
    const radius = Math.hypot(x, bulge);
    const c = radius === 0 ? 1 : x / radius;
    const s = radius === 0 ? 0 : bulge / radius;
    if (k > low) offDiagonal[k - 1] = radius;
    const a = diagonal[k]!;
    const b = offDiagonal[k]!;
    const g = diagonal[k + 1]!;
    diagonal[k] = c * c * a + 2 * c * s * b + s * s * g;
    diagonal[k + 1] = s * s * a - 2 * c * s * b + c * c * g;
    x = c * s * (g - a) + (c * c - s * s) * b;
    offDiagonal[k] = x;
    if (k + 1 < high) {
      bulge = s * offDiagonal[k + 1]!;
      offDiagonal[k + 1] = c * offDiagonal[k + 1]!;
    }
    for (let i = 0, upper = k * size, lower = upper + size; i < size; i++, upper++, lower++) {
      const above = vectors[upper]!;
      const below = vectors[lower]!;
      vectors[upper] = c * above + s * below;
      vectors[lower] = c * below - s * above;
    }
  }
}
