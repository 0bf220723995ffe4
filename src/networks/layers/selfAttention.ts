import * as tf from "@tensorflow/tfjs-core";
import { orthogonal, zeros } from "../initialisers.js";
import type { Scope } from "../parameters.js";
import { conv2d, type Layer } from "./conv2d.js";

/**
 * Self-attention (Zhang et al. 2019, as released): keys and values are pooled 2 x 2; the output is gamma · o + x with gamma starting at 0.
 * Costs (HW)²/4 per image, so networks place it at one mid resolution only.
 */
export function selfAttention(scope: Scope, channels: number): Layer {
  const map = (name: string, inputs: number, outputs: number): Layer =>
    conv2d(scope.scope(name), { inputs, outputs, kernel: 1, spectral: true, initialiser: orthogonal() });
  const inner = Math.max(1, Math.floor(channels / 8));
  const half = Math.max(1, Math.floor(channels / 2));
  const query = map("query", channels, inner);
  const key = map("key", channels, inner);
  const value = map("value", channels, half);
  const output = map("output", half, channels);
  const gamma = scope.weight("gamma", [], zeros);
  return (x, training) => {
    const [n, height, width] = x.shape;
    const rows = (t: tf.Tensor4D): tf.Tensor3D => tf.reshape(t, [n, -1, t.shape[3]]);
    const pooled = (t: tf.Tensor4D): tf.Tensor3D => rows(tf.maxPool(t, 2, 2, "valid"));
    const weights = tf.softmax(tf.matMul(rows(query(x, training)), pooled(key(x, training)), false, true)); // [n, HW, HW/4]
    const mixed = tf.reshape(tf.matMul(weights, pooled(value(x, training))), [n, height, width, half]) as tf.Tensor4D;
    return tf.add(tf.mul(output(mixed, training), gamma), x);
  };
}
