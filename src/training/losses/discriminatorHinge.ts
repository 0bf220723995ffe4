import * as tf from "@tensorflow/tfjs-core";

/** Hinge loss for scores of real images: mean max(0, 1 - D(x)). */
export function realHinge(scores: tf.Tensor2D): tf.Scalar {
  return tf.mean(tf.relu(tf.sub(1, scores)));
}

/** Hinge loss for scores of generated images: mean max(0, 1 + D(x')). */
export function fakeHinge(scores: tf.Tensor2D): tf.Scalar {
  return tf.mean(tf.relu(tf.add(1, scores)));
}
