/**
 * Weights by the effective number of samples (Cui et al. 2019): w_c ∝ (1 - beta) / (1 - beta^n_c), scaled to a mean of 1. A class without
 * images has weight 0 and does not enter the mean.
 */
export function classBalancedWeights(counts: readonly number[], beta = 0.9999): Float32Array {
  const raw = counts.map((count) => (count === 0 ? 0 : (1 - beta) / (1 - beta ** count)));
  const mean = raw.reduce((sum, weight) => sum + weight, 0) / raw.filter((weight) => weight > 0).length;
  return Float32Array.from(raw, (weight) => weight / mean);
}

/** Deferred re-weighting, DRW (Cao et al. 2019): weights of 1 for the first `from` of the steps, then `weights`. */
export function deferredWeights(weights: Float32Array, step: number, steps: number, from = 0.8): Float32Array {
  return step < from * steps ? new Float32Array(weights.length).fill(1) : weights;
}
