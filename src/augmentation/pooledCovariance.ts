import { centredScatter, type Samples } from "../tensor/linalg/centredScatter.js";

/**
 * Within-class covariance of all classes together. `weighting` "samples" is the usual unbiased Σ scatter_c / Σ (n_c - 1);
 * "classes" averages the classes' own covariances, so that one large class does not set the shape for all.
 * Classes of one sample say nothing about spread and do not count.
 */
export function pooledCovariance(
  classes: Iterable<Samples>,
  size: number,
  weighting: "samples" | "classes" = "samples",
): Float64Array {
  const pooled = new Float64Array(size * size);
  let total = 0;
  for (const samples of classes) {
    if (samples.count < 2) continue;
    const { scatter } = centredScatter(samples);
    const weight = weighting === "samples" ? 1 : 1 / (samples.count - 1);
    for (let i = 0; i < pooled.length; i++) pooled[i] = pooled[i]! + weight * scatter[i]!;
    total += weighting === "samples" ? samples.count - 1 : 1;
  }
  return total === 0 ? pooled : pooled.map((value) => value / total);
}
