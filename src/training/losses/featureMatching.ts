import * as tf from "@tensorflow/tfjs-core";

/**
 * Mean feature matching (CVAE-GAN; Bao et al. 2017): half the squared distance between the mean features [n, d] of real images and those of
 * images decoded from the prior. Theirs keeps moving averages of the means; here they are the batch's.
 */
export function featureMatching(real: tf.Tensor2D, fake: tf.Tensor2D): tf.Scalar {
  return tf.mul(tf.sum(tf.square(tf.sub(tf.mean(real, 0), tf.mean(fake, 0)))), 0.5) as tf.Scalar;
}
