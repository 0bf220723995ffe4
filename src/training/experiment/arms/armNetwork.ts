import * as tf from "@tensorflow/tfjs-core";
import { invariant } from "../../../errors/invariant.js";
import { Parameters, scaleImages } from "../../../networks/index.js";
import type { Arm } from "../../arms/arm.js";
import { armStep } from "../../arms/armStep.js";
import { cosineLogits } from "../../losses/index.js";
import type { ClassifierSettings } from "../../settings.js";
import { type Classifier, createClassifier } from "../../steps/classifier.js";
import { headOf } from "../../steps/retrainHead.js";
import type { StepFunction } from "../../steps/vaeGanStep.js";
import type { NetworkName } from "./experimentArm.js";

/** LDAM's scale of cosines, for probabilities (Cao et al. 2019). */
const COSINE_SCALE = 30;

/** A network under an arm: its training step, and what it answers. */
export interface ArmNetwork {
  readonly step: StepFunction;
  /** Bytes as floats [n, size, size, 3] to logits [n, classes] and features [n, d]. */
  readonly answer: (images: tf.Tensor4D) => { logits: tf.Tensor2D; features: tf.Tensor2D };
  /** What can be changed after training; DAN's head cannot. */
  readonly classifier: Classifier | undefined;
  readonly all: readonly Parameters[];
}

export interface ArmNetworkOptions {
  readonly settings: ClassifierSettings;
  readonly seed: number;
  /** Training images per class. */
  readonly counts: readonly number[];
}

/**
 * Blocks start as the identity (`zeroLast`): a ResNet34 from scratch otherwise spends a short training on finding out of its depth.
 *
 * Initial values depend on the seed and the network only: every arm of a seed starts from the same ones.
 */
export function createArmNetwork(network: NetworkName, arm: Arm, options: ArmNetworkOptions): ArmNetwork {
  return network === "dan" ? danNetwork(options) : resNetwork(arm, options);
}

function resNetwork(arm: Arm, { settings, seed, counts }: ArmNetworkOptions): ArmNetwork {
  invariant(settings.network === "resnet", "ResNet34's settings are another network's.");
  const classifier = createClassifier("arm", seed, { ...settings, classes: counts.length, zeroLast: true });
  const state = new Parameters(seed, { prefix: "arm/state/" });
  const { kernel } = headOf(classifier) as { kernel: tf.Variable<tf.Rank.R2> };
  return {
    step: armStep(arm, classifier, counts, state),
    answer: (images) => {
      const { logits, features } = classifier.network(scaleImages(images), false);
      if (arm.loss !== "ldam") return { logits, features };
      return { logits: tf.mul(cosineLogits(features, kernel), COSINE_SCALE), features };
    },
    classifier,
    all: [...classifier.all, state],
  };
}

/** DAN learns with its own three losses under every arm. */
function danNetwork({ settings, seed, counts }: ArmNetworkOptions): ArmNetwork {
  invariant(settings.network === "dan", "DAN's settings are another network's.");
  const classifier = createClassifier("arm", seed, { ...settings, classes: counts.length });
  return {
    step: (inputs) => {
      const { value, grads } = tf.variableGrads(
        () => classifier.fit(scaleImages(inputs.images as tf.Tensor4D), inputs.targets as tf.Tensor2D).loss,
        classifier.parameters.trainable,
      );
      classifier.update(grads, inputs.learningRate as tf.Scalar);
      return { loss: value };
    },
    answer: (images) => {
      const { logits, features } = classifier.network(scaleImages(images), false);
      return { logits, features };
    },
    classifier: undefined,
    all: classifier.all,
  };
}
