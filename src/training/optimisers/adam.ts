import * as tf from "@tensorflow/tfjs-core";
import { Parameters } from "../../networks/index.js";
import { zeros } from "../../networks/initialisers.js";

/** Updates the variables it was made for, given their gradients by variable name and the learning rate as a scalar tensor. */
export type Optimiser = (gradients: tf.NamedTensorMap, learningRate: tf.Scalar, beta1?: tf.Scalar) => void;

const BETA2 = 0.999;
const EPSILON = 1e-6;

/**
 * Adam (Kingma and Ba 2015). Without `firstMoment` the gradient itself takes its place (beta1 = 0, as BigGAN's launch scripts) and has no
 * slot; with it each step says its beta1, so a training may change it on the way. The slots are variables named
 * `<name>/<variable>`, made here and not inside the step, and `slots` holds them for checkpoints.
 */
export function adam(
  name: string,
  variables: readonly tf.Variable[],
  { firstMoment }: { firstMoment: boolean },
): { apply: Optimiser; slots: Parameters } {
  const slots = new Parameters(0, { prefix: `${name}/`, frozen: true });
  const squares = variables.map((variable) => slots.state(variable.name, variable.shape, zeros));
  const means = firstMoment
    ? variables.map((variable) => slots.state(`mean/${variable.name}`, variable.shape, zeros))
    : [];
  const power1 = slots.state("beta1Power", [], () => Float32Array.of(1));
  const power2 = slots.state("beta2Power", [], () => Float32Array.of(1));
  const apply: Optimiser = (gradients, learningRate, beta1 = tf.scalar(0)) => {
    const newPower1 = tf.mul(power1, beta1);
    const newPower2 = tf.mul(power2, BETA2);
    power1.assign(newPower1);
    power2.assign(newPower2);
    const correction = tf.sqrt(tf.sub(1, newPower2));
    const rate = tf.div(tf.mul(learningRate, correction), tf.sub(1, newPower1));
    const epsilon = tf.mul(correction, EPSILON);
    variables.forEach((variable, index) => {
      const gradient = gradients[variable.name]!;
      const square = tf.add(tf.mul(squares[index]!, BETA2), tf.mul(tf.square(gradient), 1 - BETA2));
      squares[index]!.assign(square);
      const mean = means[index];
      const first = mean ? tf.add(tf.mul(mean, beta1), tf.mul(gradient, tf.sub(1, beta1))) : gradient;
      mean?.assign(first);
      const update = tf.div(first, tf.add(tf.sqrt(square), epsilon));
      variable.assign(tf.sub(variable, tf.mul(update, rate)));
    });
  };
  return { apply, slots };
}
