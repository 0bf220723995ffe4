import type { Samples } from "../tensor/linalg/centredScatter.js";
import { covariance } from "../tensor/linalg/covariance.js";

/**
 * Number of latent dimensions whose encoder mean varies over the data by more than `threshold` (Burda, Grosse and Salakhutdinov,
 * 2016, with their 0.01). The others have collapsed to the prior and carry nothing.
 */
export function activeUnits(encodings: Samples, threshold = 0.01): number {
  const { covariance: matrix } = covariance(encodings);
  const { size } = encodings;
  let active = 0;
  for (let i = 0; i < size; i++) if (matrix[i * size + i]! > threshold) active++;
  return active;
}
