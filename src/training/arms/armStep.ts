import * as tf from "@tensorflow/tfjs-core";
import { type Parameters, scaleImages } from "../../networks/index.js";
import type { HostTensor, TensorSpec } from "../../tensor/hostTensor.js";
import {
  type ClassCovariances,
  classBalancedWeights,
  cosineLogits,
  createClassCovariances,
  crossEntropy,
  deferredWeights,
  focalLoss,
  isdaLogits,
  ldamLoss,
  ldamMargins,
  logitAdjustedLoss,
  logPriors,
  weightedCrossEntropy,
} from "../losses/index.js";
import type { Classifier } from "../steps/classifier.js";
import { classifierInputs } from "../steps/classifierStep.js";
import { headOf } from "../steps/retrainHead.js";
import type { StepFunction } from "../steps/vaeGanStep.js";
import type { Arm } from "./arm.js";

/** ISDA's strength at the end of the training (Wang et al. 2019, CIFAR). */
const ISDA_STRENGTH = 0.5;

/** `classifierInputs` and what the losses' schedules need; the same for every arm. */
export function armInputs(batch: number, size: number, classes: number): TensorSpec[] {
  return [
    ...classifierInputs(batch, size, classes),
    { name: "classWeights", dtype: "float32", shape: [classes] },
    { name: "isdaStrength", dtype: "float32", shape: [] },
  ];
}

/** The scheduled inputs of an arm at a step. @param counts training images per class. */
export function armSchedule(
  arm: Arm,
  counts: readonly number[],
  step: number,
  steps: number,
): Record<string, HostTensor> {
  const balanced = classBalancedWeights(counts);
  const weights = arm.deferred ? deferredWeights(balanced, step, steps) : balanced;
  const strength = Float32Array.of((ISDA_STRENGTH * step) / steps);
  return {
    classWeights: {
      dtype: "float32",
      shape: [counts.length],
      data: arm.loss === "ldam" && !arm.deferred ? weights.map(() => 1) : weights,
    },
    isdaStrength: { dtype: "float32", shape: [], data: strength },
  };
}

/**
 * One training step of a classifier under an arm's loss. LDAM classifies by cosines with the last kernel, without its bias; whoever evaluates that arm
 * must do the same ({@link cosineLogits}).
 *
 * @param state where ISDA keeps its covariances.
 */
export function armStep(
  arm: Arm,
  classifier: Omit<Classifier, "fit">,
  counts: readonly number[],
  state: Parameters,
): StepFunction {
  const { kernel } = headOf(classifier) as { kernel: tf.Variable<tf.Rank.R2> };
  const [d, classes] = kernel.shape;
  const isda: ClassCovariances | undefined =
    arm.loss === "isda" ? createClassCovariances(state.scope("isda"), classes, d) : undefined;
  return (inputs) => {
    const targets = inputs.targets as tf.Tensor2D;
    const weights = inputs.classWeights as tf.Tensor1D;
    let features: tf.Tensor2D | undefined;
    const { value, grads } = tf.variableGrads(
      () => {
        const output = classifier.network(scaleImages(inputs.images as tf.Tensor4D), true);
        const { logits } = output;
        features = tf.keep(output.features);
        switch (arm.loss) {
          case "cross-entropy":
            return crossEntropy(logits, targets);
          case "focal":
            return focalLoss(logits, targets);
          case "class-balanced":
            return weightedCrossEntropy(logits, targets, weights);
          case "logit-adjusted":
            return logitAdjustedLoss(logits, targets, tf.tensor1d(logPriors(counts)));
          case "ldam":
            return ldamLoss(cosineLogits(output.features, kernel), targets, {
              margins: tf.tensor1d(ldamMargins(counts)),
              weights,
            });
          case "isda": {
            const strength = inputs.isdaStrength as tf.Scalar;
            return crossEntropy(
              isdaLogits(logits, targets, { kernel, covariances: isda!.covariances, strength }),
              targets,
            );
          }
        }
      },
      arm.loss === "ldam"
        ? classifier.parameters.trainable.filter(({ name }) => !name.endsWith("head/bias"))
        : classifier.parameters.trainable,
    );
    classifier.update(
      arm.loss === "ldam" ? { ...grads, ...untouched(classifier) } : grads,
      inputs.learningRate as tf.Scalar,
    );
    isda?.update(features!, targets);
    return { loss: value };
  };
}

/** LDAM's loss does not depend on the head's bias; the optimiser wants a gradient for it nevertheless. */
function untouched(classifier: Pick<Classifier, "parameters">): tf.NamedTensorMap {
  const { bias } = headOf(classifier);
  return { [bias.name]: tf.zerosLike(bias) };
}
