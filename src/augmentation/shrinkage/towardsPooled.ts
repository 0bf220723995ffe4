import type { Samples } from "../../tensor/linalg/centredScatter.js";
import { covariance } from "../../tensor/linalg/covariance.js";
import { blend, type ShrunkCovariance } from "./shrunkCovariance.js";

/**
 * Shrinks the 1/(n - 1) covariance of a class towards the pooled within-class covariance, with weight d / (d + n): the fewer
 * images a class has, the more it borrows of how faces vary in all classes. Shrinking towards the identity would put back the
 * isotropic noise that the method is there to avoid (docs/method.md, section 5.3).
 */
export function towardsPooled(samples: Samples, pooled: Float64Array): ShrunkCovariance {
  return blend(covariance(samples).covariance, pooled, samples.size / (samples.size + samples.count));
}
