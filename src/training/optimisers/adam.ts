import * as tf from "@tensorflow/tfjs-core";
import { Parameters } from "../../networks/index.js";
import { zeros } from "../../networks/initialisers.js";

/** Updates the variables it was made for, given their gradients by variable name and the learning rate as a scalar tensor. */
export type Optimiser = (gradients: tf.NamedTensorMap, learningRate: tf.Scalar) => void;

/** BigGAN's launch scripts: no first moment, because the game's gradients turn round too fast to average. */
const BETA2 = 0.999;
const EPSILON = 1e-6;

/**
 * Adam (Kingma and Ba 2015) with beta1 = 0, so one slot per variable. The slots are variables named `<name>/<variable>`, made here and not
 * inside the step, and `slots` holds them for checkpoints.
 */
export function adam(name: string, variables: readonly tf.Variable[]): { apply: Optimiser; slots: Parameters } {
  const slots = new Parameters(0, { prefix: `${name}/`, frozen: true });
  const squares = variables.map((variable) => slots.state(variable.name, variable.shape, zeros));
  const power = slots.state("beta2Power", [], () => Float32Array.of(1));
  const apply: Optimiser = (gradients, learningRate) => {
    const newPower = tf.mul(power, BETA2);
    power.assign(newPower);
    const correction = tf.sqrt(tf.sub(1, newPower));
    const rate = tf.mul(learningRate, correction);
    const epsilon = tf.mul(correction, EPSILON);
    variables.forEach((variable, index) => {
      const gradient = gradients[variable.name]!;
      const square = tf.add(tf.mul(squares[index]!, BETA2), tf.mul(tf.square(gradient), 1 - BETA2));
      squares[index]!.assign(square);
      const update = tf.div(gradient, tf.add(tf.sqrt(square), epsilon));
      variable.assign(tf.sub(variable, tf.mul(update, rate)));
    });
  };
  return { apply, slots };
}
