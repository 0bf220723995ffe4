import { centredScatter, type Samples } from "./centredScatter.js";

/**
 * Mean [size] and covariance [size, size]. `ddof` 1 divides by count - 1 (unbiased), 0 by count (maximum likelihood). Of a single
 * sample the unbiased covariance is undefined; it is given as zero, which is what one sample tells about spread.
 */
export function covariance(samples: Samples, ddof: 0 | 1 = 1): { mean: Float64Array; covariance: Float64Array } {
  const { mean, scatter } = centredScatter(samples);
  const divisor = Math.max(samples.count - ddof, 1);
  return { mean, covariance: scatter.map((value) => value / divisor) };
}
