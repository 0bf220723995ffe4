import * as tf from "@tensorflow/tfjs-core";
import { meanAbsoluteError } from "./meanAbsoluteError.js";

/**
 * The paper's L1 |P(x) - P(x')| on a classifier's feature maps, channel vectors scaled to unit length as LPIPS does (Zhang et al. 2018).
 * Mean over positions and channels, times √channels so that a map counts the same whatever its width; averaged over maps.
 */
export function perceptualDistance(real: readonly tf.Tensor4D[], fake: readonly tf.Tensor4D[]): tf.Scalar {
  const terms = real.map((map, index) => {
    const distance = meanAbsoluteError(unitChannels(fake[index]!), unitChannels(map));
    return tf.mul(distance, Math.sqrt(map.shape[3]));
  });
  return tf.div(tf.addN(terms), terms.length) as tf.Scalar;
}

/** The epsilon sits inside the root, where LPIPS adds 1e-10 to the length: an all-zero vector keeps a finite gradient. */
function unitChannels(map: tf.Tensor4D): tf.Tensor4D {
  return tf.mul(map, tf.rsqrt(tf.add(tf.sum(tf.square(map), 3, true), 1e-8)));
}
