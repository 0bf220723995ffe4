import * as tf from "@tensorflow/tfjs-core";

/** The generator's side of the hinge loss: -mean D(x'). */
export function generatorHinge(scores: tf.Tensor2D): tf.Scalar {
  return tf.neg(tf.mean(scores));
}
