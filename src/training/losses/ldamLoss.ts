import * as tf from "@tensorflow/tfjs-core";
import { weightedCrossEntropy } from "./weightedCrossEntropy.js";

export interface LdamOptions {
  /** [classes] what is taken off the cosine of the true class. */
  readonly margins: tf.Tensor1D;
  /** [classes] from the schedule of deferred re-weighting. */
  readonly weights: tf.Tensor1D;
  /** What cosines are multiplied with; the published 30. */
  readonly scale?: number;
}

/**
 * Label-distribution-aware margin loss (Cao et al. 2019): cross-entropy of scale · (cosine - target · margin), targets being probabilities.
 *
 * @param cosines [n, classes] from {@link cosineLogits}.
 */
export function ldamLoss(cosines: tf.Tensor2D, targets: tf.Tensor2D, options: LdamOptions): tf.Scalar {
  const { margins, weights, scale = 30 } = options;
  const logits = tf.mul(tf.sub(cosines, tf.mul(targets, margins)), scale) as tf.Tensor2D;
  return weightedCrossEntropy(logits, targets, weights);
}

/** Cosines between features [n, d] and the columns of a kernel [d, classes]: -1 to 1, [n, classes]. */
export function cosineLogits(features: tf.Tensor2D, kernel: tf.Tensor2D): tf.Tensor2D {
  return tf.matMul(unit(features, 1), unit(kernel, 0));
}

/** The epsilon sits inside the root: an all-zero vector keeps a finite gradient. */
function unit(x: tf.Tensor2D, axis: number): tf.Tensor2D {
  return tf.mul(x, tf.rsqrt(tf.add(tf.sum(tf.square(x), axis, true), 1e-12)));
}
