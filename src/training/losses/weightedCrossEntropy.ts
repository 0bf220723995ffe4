import * as tf from "@tensorflow/tfjs-core";

/**
 * Cross-entropy with a weight per class [classes]: mean over the batch of -Σ weight · target · log softmax(logits). The mean is over images,
 * not over weights, so that the weight of an image does not depend on what else is in its batch.
 */
export function weightedCrossEntropy(logits: tf.Tensor2D, targets: tf.Tensor2D, weights: tf.Tensor1D): tf.Scalar {
  return tf.neg(tf.mean(tf.sum(tf.mul(tf.mul(targets, weights), tf.logSoftmax(logits)), 1)));
}
