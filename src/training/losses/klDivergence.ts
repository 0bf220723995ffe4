import * as tf from "@tensorflow/tfjs-core";

/** KL(N(mean, exp(logVariance)) || N(0, I)): summed over latent dimensions, averaged over the batch (paper, eq. 2). */
export function klDivergence(mean: tf.Tensor2D, logVariance: tf.Tensor2D): tf.Scalar {
  const terms = tf.sub(tf.sub(tf.add(tf.square(mean), tf.exp(logVariance)), logVariance), 1);
  return tf.mul(tf.mean(tf.sum(terms, 1)), 0.5);
}
