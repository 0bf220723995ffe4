import * as tf from "@tensorflow/tfjs-core";
import { averagePool2 } from "../../networks/index.js";
import { meanAbsoluteError } from "./meanAbsoluteError.js";

/**
 * L1 between horizontal and vertical differences of two images, averaged over three scales: keeps thin edges (lids, lips) that a small
 * frozen classifier may not care about. The network-free part of the perceptual loss (docs/method.md, perceptual loss).
 */
export function gradientDistance(real: tf.Tensor4D, fake: tf.Tensor4D, scales = 3): tf.Scalar {
  const terms: tf.Scalar[] = [];
  let [a, b] = [real, fake];
  for (let scale = 0; scale < scales; scale++) {
    if (scale > 0) [a, b] = [averagePool2(a), averagePool2(b)];
    // Differences are linear: those of b - a are the differences of b minus those of a, at half the work.
    const delta = tf.sub(b, a) as tf.Tensor4D;
    const [n, height, width, channels] = delta.shape;
    const inner = [n, height - 1, width - 1, channels];
    const corner = tf.slice(delta, [0, 0, 0, 0], inner);
    terms.push(meanAbsoluteError(tf.slice(delta, [0, 1, 0, 0], inner), corner));
    terms.push(meanAbsoluteError(tf.slice(delta, [0, 0, 1, 0], inner), corner));
  }
  return tf.div(tf.addN(terms), scales) as tf.Scalar;
}
