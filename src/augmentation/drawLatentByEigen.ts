import type { Eigen } from "../tensor/linalg/symmetricEigen.js";
import type { Random } from "../tensor/random.js";

/**
 * z' = mean + √s V √Λ r, the same distribution as {@link drawLatent} from the eigen-decomposition of Σ_c. Works for singular
 * covariances; `rank` keeps the largest eigenvalues only.
 */
export function drawLatentByEigen({
  mean,
  eigen,
  s,
  random,
  rank = mean.length,
}: {
  readonly mean: Float32Array;
  readonly eigen: Eigen;
  readonly s: number;
  readonly random: Random;
  readonly rank?: number;
}): Float32Array {
  const d = mean.length;
  const latent = Float64Array.from(mean);
  for (let k = 0; k < Math.min(rank, d); k++) {
    const step = Math.sqrt(s * Math.max(eigen.values[k]!, 0)) * random.normal();
    for (let i = 0; i < d; i++) latent[i] = latent[i]! + step * eigen.vectors[k * d + i]!;
  }
  return Float32Array.from(latent);
}
