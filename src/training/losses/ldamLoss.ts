import * as tf from "@tensorflow/tfjs-core";
import { unitVectors } from "./unitVectors.js";
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
  return tf.matMul(unitVectors(features, 1), unitVectors(kernel, 0));
}
