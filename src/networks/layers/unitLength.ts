import * as tf from "@tensorflow/tfjs-core";

/** A vector divided by its Euclidean length; epsilon as in the BigGAN launch scripts keeps zero vectors finite. */
export function unitLength(vector: tf.Tensor, epsilon = 1e-6): tf.Tensor {
  return tf.div(vector, tf.maximum(tf.sqrt(tf.sum(tf.square(vector))), epsilon));
}
