import * as tf from "@tensorflow/tfjs-core";
import { Parameters } from "../../networks/index.js";
import { zeros } from "../../networks/initialisers.js";
import type { Optimiser } from "./adam.js";

/**
 * Stochastic gradient descent with momentum in PyTorch's form, v = μv + g + λw, w = w - ηv. The decay λ leaves out gains and biases
 * (Goyal et al. 2017).
 */
export function momentum(
  name: string,
  variables: readonly tf.Variable[],
  options: { momentum: number; weightDecay: number },
): { apply: Optimiser; slots: Parameters } {
  const slots = new Parameters(0, { prefix: `${name}/`, frozen: true });
  const velocities = variables.map((variable) => slots.state(variable.name, variable.shape, zeros));
  const apply: Optimiser = (gradients, learningRate) => {
    variables.forEach((variable, index) => {
      const gradient = gradients[variable.name]!;
      const decays = variable.name.endsWith("/kernel") && options.weightDecay > 0;
      const pull = decays ? tf.add(gradient, tf.mul(variable, options.weightDecay)) : gradient;
      const velocity = tf.add(tf.mul(velocities[index]!, options.momentum), pull);
      velocities[index]!.assign(velocity);
      variable.assign(tf.sub(variable, tf.mul(velocity, learningRate)));
    });
  };
  return { apply, slots };
}
