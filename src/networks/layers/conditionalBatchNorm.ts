import * as tf from "@tensorflow/tfjs-core";
import { orthogonal } from "../initialisers.js";
import type { Scope } from "../parameters.js";
import { linear } from "./linear.js";
import { normaliseBatch } from "./normaliseBatch.js";

/**
 * BigGAN's conditional batch normalisation: x̂ · (1 + gain(c)) + bias(c), gain and bias bias-free spectrally normalised maps of the
 * condition c [n, conditions]. With c a chunk of z this is self-modulation (Chen et al. 2019).
 */
export function conditionalBatchNorm(
  scope: Scope,
  channels: number,
  conditions: number,
): (x: tf.Tensor4D, condition: tf.Tensor2D, training: boolean) => tf.Tensor4D {
  const normalise = normaliseBatch<tf.Tensor4D>(scope, channels);
  const options = { inputs: conditions, outputs: channels, spectral: true, initialiser: orthogonal() };
  const gain = linear(scope.scope("gain"), options);
  const bias = linear(scope.scope("bias"), options);
  return (x, condition, training) => {
    const scale = tf.reshape(tf.add(gain(condition, training), 1), [-1, 1, 1, channels]);
    const shift = tf.reshape(bias(condition, training), [-1, 1, 1, channels]);
    return training ? tf.add(tf.mul(normalise.byBatch(x), scale), shift) : normalise.byRunning(x, scale, shift);
  };
}
