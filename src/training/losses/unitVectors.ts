import * as tf from "@tensorflow/tfjs-core";

/** The vectors along an axis scaled to length 1. The epsilon sits inside the root: an all-zero vector keeps a finite gradient. */
export function unitVectors<T extends tf.Tensor>(x: T, axis: number): T {
  return tf.mul(x, tf.rsqrt(tf.add(tf.sum(tf.square(x), axis, true), 1e-8)));
}
