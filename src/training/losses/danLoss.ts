import * as tf from "@tensorflow/tfjs-core";
import type { DanOutput, Scope } from "../../networks/index.js";
import { normal } from "../../networks/initialisers.js";
import { crossEntropy } from "./crossEntropy.js";

const EPSILON = 1e-12;

export interface DanLossOptions {
  readonly classes: number;
  /** Channels of the trunk's last map; 512 as published. */
  readonly channels?: number;
}

/**
 * DAN's loss: cross-entropy + affinity + partition, each with weight 1. Targets are probabilities [n, classes]. The affinity loss draws
 * features to learned centres of their classes, measured in units of how far the centres lie apart; the partition loss drives the heads
 * apart. One centre per class: the authors' released code has one too many for seven classes, which they call an oversight.
 */
export function danLoss(
  scope: Scope,
  { classes, channels = 512 }: DanLossOptions,
): (output: DanOutput, targets: tf.Tensor2D) => tf.Scalar {
  const centres = scope.weight("centres", [classes, channels], normal(1)) as unknown as tf.Tensor2D;
  return ({ logits, features, heads }, targets) => {
    return tf.addN([
      crossEntropy(logits, targets),
      affinity(features, targets, centres),
      partition(heads),
    ]) as tf.Scalar;
  };
}

/** Mean squared distance of features [n, d] to the centres of their classes, divided by the variance of the centres summed over d. */
export function affinity(features: tf.Tensor2D, targets: tf.Tensor2D, centres: tf.Tensor2D): tf.Tensor {
  const own = tf.matMul(targets, centres);
  const distances = tf.clipByValue(tf.sum(tf.square(tf.sub(features, own)), 1), EPSILON, 1 / EPSILON);
  return tf.div(tf.mean(distances), tf.sum(unbiasedVariance(centres, 0)));
}

/** ln(1 + K / v), v the mean unbiased variance over the K heads of [n, d, K], which are log softmax over K. */
export function partition(heads: tf.Tensor3D): tf.Tensor {
  const count = heads.shape[2];
  if (count === 1) return tf.scalar(0);
  const variance = tf.mean(unbiasedVariance(heads, 2));
  return tf.log(tf.add(tf.div(count, tf.add(variance, EPSILON)), 1));
}

function unbiasedVariance(x: tf.Tensor, axis: number): tf.Tensor {
  const centred = tf.sub(x, tf.mean(x, axis, true));
  return tf.div(tf.sum(tf.square(centred), axis), x.shape[axis]! - 1);
}
