import * as tf from "@tensorflow/tfjs-core";
import { meanAbsoluteError } from "./meanAbsoluteError.js";
import { unitVectors } from "./unitVectors.js";

/**
 * The paper's L1 |P(x) - P(x')| on a classifier's feature maps, channel vectors scaled to unit length as LPIPS does (Zhang et al. 2018).
 * Mean over positions and channels, times √channels so that a map counts the same whatever its width; averaged over maps.
 */
export function perceptualDistance(real: readonly tf.Tensor4D[], fake: readonly tf.Tensor4D[]): tf.Scalar {
  const terms = real.map((map, index) => {
    const distance = meanAbsoluteError(unitVectors(fake[index]!, 3), unitVectors(map, 3));
    return tf.mul(distance, Math.sqrt(map.shape[3]));
  });
  return tf.div(tf.addN(terms), terms.length) as tf.Scalar;
}
