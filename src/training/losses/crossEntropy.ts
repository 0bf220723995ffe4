import * as tf from "@tensorflow/tfjs-core";

/** Mean over the batch of -Σ target · log softmax(logits); targets are probabilities [n, classes]. */
export function crossEntropy(logits: tf.Tensor2D, targets: tf.Tensor2D): tf.Scalar {
  return tf.neg(tf.mean(tf.sum(tf.mul(targets, tf.logSoftmax(logits)), 1)));
}
