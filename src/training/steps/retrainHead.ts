import * as tf from "@tensorflow/tfjs-core";
import { invariant } from "../../errors/invariant.js";
import { type Parameters, scaleImages } from "../../networks/index.js";
import { uniformFanIn, zeros } from "../../networks/initialisers.js";
import { Random } from "../../tensor/random.js";
import { crossEntropy } from "../losses/index.js";
import { momentum } from "../optimisers/momentum.js";
import type { Classifier } from "./classifier.js";
import type { StepFunction } from "./vaeGanStep.js";

/** Kernel [d, classes] and bias [classes] of a classifier's last layer. */
export function headOf({ parameters }: Pick<Classifier, "parameters">): { kernel: tf.Variable; bias: tf.Variable } {
  const find = (name: string): tf.Variable => {
    const variable = [...parameters.all].find(([known]) => known.endsWith(`head/${name}`))?.[1];
    invariant(variable, `The classifier has no variable "head/${name}".`);
    return variable;
  };
  return { kernel: find("kernel"), bias: find("bias") };
}

/**
 * Classifier re-training, cRT (Kang et al. 2020): gives the last layer new initial values and returns the step that trains it alone. Feed it
 * class-balanced batches (inputs as `classifierInputs`); the trunk stays as it was, running statistics included.
 *
 * @param name prefix of the optimiser's variables, which the caller disposes (`slots`).
 */
export function retrainHead(
  classifier: Omit<Classifier, "fit">,
  { name, seed, weightDecay }: { readonly name: string; readonly seed: number; readonly weightDecay: number },
): { step: StepFunction; slots: Parameters } {
  const { kernel, bias } = headOf(classifier);
  const renew = (variable: tf.Variable, data: Float32Array): void =>
    tf.tidy(() => variable.assign(tf.tensor(data, variable.shape)));
  renew(kernel, uniformFanIn(kernel.shape, new Random(seed, "retrainHead", name)));
  renew(bias, zeros(bias.shape, new Random(seed)));
  const optimiser = momentum(`${name}/momentum`, [kernel, bias], { momentum: 0.9, weightDecay });
  const step: StepFunction = (inputs) => {
    const images = scaleImages(inputs.images as tf.Tensor4D);
    const { value, grads } = tf.variableGrads(
      () => crossEntropy(classifier.network(images, false).logits, inputs.targets as tf.Tensor2D),
      [kernel, bias],
    );
    optimiser.apply(grads, inputs.learningRate as tf.Scalar);
    return { loss: value };
  };
  return { step, slots: optimiser.slots };
}

/**
 * τ-normalisation (Kang et al. 2020): divides each class's column w of the last kernel by |w|^tau and sets the bias to 0, without training. Plain
 * training gives common classes longer columns; tau 0 keeps them, 1 makes all equally long. Choose it on validation images.
 */
export function tauNormaliseHead(classifier: Pick<Classifier, "parameters">, tau: number): void {
  const { kernel, bias } = headOf(classifier);
  tf.tidy(() => {
    const lengths = tf.maximum(tf.norm(kernel, "euclidean", 0, true), 1e-12);
    kernel.assign(tf.div(kernel, tf.pow(lengths, tau)));
    bias.assign(tf.zerosLike(bias));
  });
}
