import * as tf from "@tensorflow/tfjs-core";
import type { Parameters } from "../../networks/index.js";

/**
 * average = decay · average + (1 - decay) · live, over all state: weights, running statistics and singular vectors, as BigGAN does.
 * With decay 0 the average equals the live network.
 */
export function updateMovingAverage(live: Parameters, average: Parameters, decay: tf.Scalar): void {
  const rest = tf.sub(1, decay);
  for (const [name, variable] of live.all) {
    const target = average.all.get(name)!;
    target.assign(tf.add(tf.mul(target, decay), tf.mul(variable, rest)));
  }
}
