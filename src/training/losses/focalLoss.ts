import * as tf from "@tensorflow/tfjs-core";

/**
 * Focal loss (Lin et al. 2017): mean over the batch of -Σ target · (1 - p)^gamma · log p, so that images which are right already count less.
 * Gamma 0 is cross-entropy. Targets are probabilities [n, classes].
 *
 * @throws RangeError for a gamma between 0 and 1: its gradient is infinite where p = 1.
 */
export function focalLoss(logits: tf.Tensor2D, targets: tf.Tensor2D, gamma = 2): tf.Scalar {
  if (!(gamma === 0 || gamma >= 1)) throw new RangeError(`Expected a gamma of 0 or from 1 up, got ${gamma}.`);
  const logs = tf.logSoftmax(logits);
  const doubt = gamma === 0 ? tf.onesLike(logs) : tf.pow(tf.sub(1, tf.exp(logs)), gamma);
  return tf.neg(tf.mean(tf.sum(tf.mul(targets, tf.mul(doubt, logs)), 1)));
}
