import * as tf from "@tensorflow/tfjs-core";

const EPSILON = 1e-10;

/**
 * LPIPS (Zhang et al. 2018): per map, channel vectors of unit length, squared differences, their sum over channels with the learned weights of
 * that map (or with 1), mean over positions; summed over maps, mean over images.
 *
 * @param weights per map [channels], non-negative; without them the plain sum.
 */
export function lpipsDistance(
  real: readonly tf.Tensor4D[],
  fake: readonly tf.Tensor4D[],
  weights?: readonly tf.Tensor[],
): tf.Scalar {
  const terms = real.map((map, index) => {
    const squares = tf.square(tf.sub(unit(fake[index]!), unit(map)));
    const weighted = weights ? tf.mul(squares, weights[index]!) : squares;
    return tf.mean(tf.sum(weighted, 3));
  });
  return tf.addN(terms) as tf.Scalar;
}

/** The small number under the root keeps the gradient of an all-zero vector finite; beside a vector's length it is nothing. */
function unit(map: tf.Tensor4D): tf.Tensor {
  const length = tf.sqrt(tf.add(tf.sum(tf.square(map), 3, true), EPSILON * EPSILON));
  return tf.div(map, tf.add(length, EPSILON));
}
