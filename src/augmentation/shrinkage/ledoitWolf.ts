import type { Samples } from "../../tensor/linalg/centredScatter.js";
import { covariance } from "../../tensor/linalg/covariance.js";
import { trace } from "../../tensor/linalg/trace.js";
import { blend, type ShrunkCovariance, scaledIdentity } from "./shrunkCovariance.js";

/**
 * Ledoit and Wolf (2004), "A well-conditioned estimator for large-dimensional covariance matrices": shrinks the 1/n covariance towards
 * its mean variance times the identity, by the weight that minimises the expected Frobenius error.
 */
export function ledoitWolf(samples: Samples): ShrunkCovariance {
  const { count, size, data } = samples;
  const { mean, covariance: s } = covariance(samples, 0);
  const mu = trace(s, size) / size;
  const sumOfSquares = s.reduce((sum, value) => sum + value * value, 0);
  // Σ_ij Σ_k x_ki² x_kj² of the centred samples is Σ_k |x_k|⁴.
  let fourth = 0;
  for (let row = 0; row < count; row++) {
    let squares = 0;
    for (let i = 0; i < size; i++) squares += (data[row * size + i]! - mean[i]!) ** 2;
    fourth += squares ** 2;
  }
  const delta = (sumOfSquares - size * mu * mu) / size;
  const beta = Math.min((fourth / count - sumOfSquares) / (size * count), delta);
  return blend(s, scaledIdentity(size, mu), delta > 0 ? Math.max(beta / delta, 0) : 0);
}
