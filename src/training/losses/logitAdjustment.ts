import * as tf from "@tensorflow/tfjs-core";
import { crossEntropy } from "./crossEntropy.js";

/** log n_c / N; a class without images counts as half an image, so that its logarithm is finite. */
export function logPriors(counts: readonly number[]): Float32Array {
  const total = counts.reduce((sum, count) => sum + count, 0);
  return Float32Array.from(counts, (count) => Math.log(Math.max(count, 0.5) / total));
}

/** Logit-adjusted loss (Menon et al. 2021, eq. 10): cross-entropy of logits + tau · log prior, so that rare classes must win by more. */
export function logitAdjustedLoss(logits: tf.Tensor2D, targets: tf.Tensor2D, priors: tf.Tensor1D, tau = 1): tf.Scalar {
  return crossEntropy(tf.add(logits, tf.mul(priors, tau)) as tf.Tensor2D, targets);
}

/**
 * The same after training (their eq. 9): logits - tau · log prior of a classifier trained with plain cross-entropy. Costs nothing.
 *
 * @param logits row-major [n, classes].
 */
export function adjustLogits(logits: Float32Array, priors: Float32Array, tau = 1): Float32Array {
  return logits.map((logit, index) => logit - tau * priors[index % priors.length]!);
}
