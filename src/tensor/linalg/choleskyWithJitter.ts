import { invariant } from "../../errors/invariant.js";
import { cholesky } from "./cholesky.js";
import { trace } from "./trace.js";

/**
 * Cholesky factor of a covariance that may be singular (fewer samples than dimensions): jitter · I is added, at first none, then
 * 1e-6 of the mean variance and ten times more at each retry. A matrix of zeros has a factor of zeros.
 *
 * @param matrix symmetric, positive semi-definite, finite, [size, size].
 */
export function choleskyWithJitter(
  matrix: ArrayLike<number>,
  size: number,
): { readonly factor: Float64Array; readonly jitter: number } {
  const meanVariance = trace(matrix, size) / size;
  invariant(Number.isFinite(meanVariance) && meanVariance >= 0, `A covariance has the mean variance ${meanVariance}.`);
  if (meanVariance === 0) return { factor: new Float64Array(size * size), jitter: 0 };
  const shifted = Float64Array.from(matrix);
  for (let jitter = 0; jitter <= meanVariance; jitter = jitter === 0 ? 1e-6 * meanVariance : 10 * jitter) {
    for (let i = 0; i < size; i++) shifted[i * size + i] = matrix[i * size + i]! + jitter;
    const factor = cholesky(shifted, size);
    if (factor) return { factor, jitter };
  }
  invariant(false, "A covariance plus its own mean variance is not positive definite: it was none.");
}
