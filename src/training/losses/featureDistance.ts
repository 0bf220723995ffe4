import * as tf from "@tensorflow/tfjs-core";
import { unitVectors } from "./unitVectors.js";

/**
 * 1 - cosine between a classifier's pooled features [n, d] of two images, averaged over the batch; 0 to 2. The pairwise term f_C of CVAE-GAN
 * (Bao et al. 2017) with the angle in place of the square, so that its weight does not depend on the classifier's scale.
 */
export function featureDistance(real: tf.Tensor2D, fake: tf.Tensor2D): tf.Scalar {
  const cosines = tf.sum(tf.mul(unitVectors(real, 1), unitVectors(fake, 1)), 1);
  return tf.sub(1, tf.mean(cosines)) as tf.Scalar;
}
