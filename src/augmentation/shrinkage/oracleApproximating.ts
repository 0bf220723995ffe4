import type { Samples } from "../../tensor/linalg/centredScatter.js";
import { covariance } from "../../tensor/linalg/covariance.js";
import { trace } from "../../tensor/linalg/trace.js";
import { blend, type ShrunkCovariance, scaledIdentity } from "./shrunkCovariance.js";

/**
 * Oracle approximating shrinkage of Chen, Wiesel, Eldar and Hero (2010) towards the mean variance times the identity. As usual in
 * practice the terms of order 2/d of the article are left out, which changes nothing at the sizes of a latent space.
 */
export function oracleApproximating(samples: Samples): ShrunkCovariance {
  const { count, size } = samples;
  const { covariance: s } = covariance(samples, 0);
  const mu = trace(s, size) / size;
  const meanSquare = s.reduce((sum, value) => sum + value * value, 0) / (size * size);
  const denominator = (count + 1) * (meanSquare - (mu * mu) / size);
  const shrinkage = denominator > 0 ? Math.min((meanSquare + mu * mu) / denominator, 1) : 1;
  return blend(s, scaledIdentity(size, mu), shrinkage);
}
