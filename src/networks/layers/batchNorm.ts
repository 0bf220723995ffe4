import * as tf from "@tensorflow/tfjs-core";
import { type Initialiser, ones, zeros } from "../initialisers.js";
import type { Scope } from "../parameters.js";
import { normaliseBatch } from "./normaliseBatch.js";

/** Batch normalisation with a learned gain and bias per channel (the last axis). */
export function batchNorm<T extends tf.Tensor>(
  scope: Scope,
  channels: number,
  initialGain: Initialiser = ones,
): (x: T, training: boolean) => T {
  const normalise = normaliseBatch<T>(scope, channels);
  const gain = scope.weight("gain", [channels], initialGain);
  const bias = scope.weight("bias", [channels], zeros);
  return (x, training) =>
    training ? tf.add(tf.mul(normalise.byBatch(x), gain), bias) : normalise.byRunning(x, gain, bias);
}
