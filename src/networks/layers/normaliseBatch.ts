import * as tf from "@tensorflow/tfjs-core";
import { sizeOf } from "../../tensor/shape.js";
import { ones, zeros } from "../initialisers.js";
import type { Scope } from "../parameters.js";

/** PyTorch's convention: running = 0.9 running + 0.1 batch. */
const MOMENTUM = 0.1;
const EPSILON = 1e-5;

/** Batch normalisation without its affine map. */
export interface BatchNormaliser<T extends tf.Tensor> {
  /** By the batch's own statistics, which the running ones take a tenth of. */
  byBatch(x: T): T;
  /** By the running statistics, with gain and bias [channels] or [n, 1, ..., channels]: one product and one sum over x. */
  byRunning(x: T, gain: tf.Tensor, bias: tf.Tensor): T;
}

/**
 * The part of batch normalisation without an affine map: (x - mean) / √(variance + 1e-5) over all axes but the last.
 * Training uses the batch and updates the running statistics (unbiased variance); otherwise the running statistics are used.
 * The gradient is the closed form (Ioffe and Szegedy 2015): dx = (dy - mean(dy) - x̂ · mean(dy ∘ x̂)) / √(variance + 1e-5).
 */
export function normaliseBatch<T extends tf.Tensor>(scope: Scope, channels: number): BatchNormaliser<T> {
  const runningMean = scope.state("mean", [channels], zeros);
  const runningVariance = scope.state("variance", [channels], ones);

  const byBatch = tf.customGrad((input, save) => {
    const x = input as tf.Tensor;
    const axes = x.shape.slice(0, -1).map((_, axis) => axis);
    const count = sizeOf(x.shape) / channels;
    const mean = tf.mean(x, axes);
    const centred = tf.sub(x, mean);
    const variance = tf.mean(tf.square(centred), axes);
    blend(runningMean, mean);
    blend(runningVariance, tf.mul(variance, count / Math.max(1, count - 1)));
    const scale = tf.rsqrt(tf.add(variance, EPSILON));
    const value = tf.mul(centred, scale);
    (save as tf.GradSaveFunc)([value, scale]);
    return { value, gradFunc: gradient };
  });

  return {
    byBatch: (x) => byBatch(x) as T,
    byRunning(x, gain, bias) {
      const scale = tf.mul(tf.rsqrt(tf.add(runningVariance, EPSILON)), gain);
      return tf.add(tf.mul(x, scale), tf.sub(bias, tf.mul(runningMean, scale))) as T;
    },
  };
}

function gradient(dy: tf.Tensor, saved: tf.Tensor[]): tf.Tensor {
  const [normalised, scale] = saved as [tf.Tensor, tf.Tensor];
  const axes = dy.shape.slice(0, -1).map((_, axis) => axis);
  const along = tf.mean(tf.mul(dy, normalised), axes);
  return tf.mul(tf.sub(tf.sub(dy, tf.mean(dy, axes)), tf.mul(normalised, along)), scale);
}

function blend(running: tf.Variable, batch: tf.Tensor): void {
  running.assign(tf.add(tf.mul(running, 1 - MOMENTUM), tf.mul(batch, MOMENTUM)));
}
