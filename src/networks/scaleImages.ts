import * as tf from "@tensorflow/tfjs-core";

/** Bytes 0..255 (as float values) to [-1, 1], the range of the generator's tanh. */
export function scaleImages(bytes: tf.Tensor4D): tf.Tensor4D {
  return tf.sub(tf.div(bytes, 127.5), 1);
}

/** [-1, 1] to 0..255, not yet rounded. */
export function unscaleImages(images: tf.Tensor4D): tf.Tensor4D {
  return tf.mul(tf.add(images, 1), 127.5);
}
