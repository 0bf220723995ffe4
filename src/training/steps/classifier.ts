import type * as tf from "@tensorflow/tfjs-core";
import {
  createDan,
  createResNet,
  type DanOptions,
  Parameters,
  type ResNet,
  type ResNetOptions,
} from "../../networks/index.js";
import { crossEntropy, danLoss } from "../losses/index.js";
import type { Optimiser } from "../optimisers/adam.js";
import { momentum } from "../optimisers/momentum.js";

/** What every classifier's network gives: logits [n, classes], and the pooled features before the last layer [n, d]. */
export interface ClassifierOutput {
  readonly logits: tf.Tensor2D;
  readonly features: tf.Tensor2D;
}

/** A classifier with its variables and optimiser. */
export interface Classifier {
  /** images [n, H, W, 3] in [-1, 1]. */
  readonly network: (images: tf.Tensor4D, training: boolean) => ClassifierOutput;
  /** One forward pass in training mode and the loss that the network was published with; targets are probabilities [n, classes]. */
  readonly fit: (
    images: tf.Tensor4D,
    targets: tf.Tensor2D,
  ) => { readonly loss: tf.Scalar; readonly logits: tf.Tensor2D };
  readonly parameters: Parameters;
  readonly update: Optimiser;
  readonly all: readonly Parameters[];
}

/** A ResNet also gives its maps, which a perceptual loss compares. */
export interface ResNetClassifier extends Classifier {
  readonly network: ResNet;
}

type Common = { readonly weightDecay: number };
export type ResNetClassifierOptions = Common & ResNetOptions & { readonly network?: "resnet" };
export type DanClassifierOptions = Common & DanOptions & { readonly network: "dan" };

/** @param name prefix of its variables: classifiers trained side by side differ in it. */
export function createClassifier(name: string, seed: number, options: ResNetClassifierOptions): ResNetClassifier;
export function createClassifier(
  name: string,
  seed: number,
  options: ResNetClassifierOptions | DanClassifierOptions,
): Classifier;
export function createClassifier(
  name: string,
  seed: number,
  options: ResNetClassifierOptions | DanClassifierOptions,
): Classifier {
  const parameters = new Parameters(seed, { prefix: `${name}/` });
  const built = options.network === "dan" ? danParts(parameters, options) : resnetParts(parameters, options);
  const optimiser = momentum(`${name}/momentum`, parameters.trainable, {
    momentum: 0.9,
    weightDecay: options.weightDecay,
  });
  return { ...built, parameters, update: optimiser.apply, all: [parameters, optimiser.slots] };
}

function resnetParts(parameters: Parameters, options: ResNetOptions): Pick<ResNetClassifier, "network" | "fit"> {
  const network = createResNet(parameters.scope("resnet"), options);
  return {
    network,
    fit: (images, targets) => {
      const { logits } = network(images, true);
      return { loss: crossEntropy(logits, targets) as tf.Scalar, logits };
    },
  };
}

/** DAN learns with three losses, two of which need what is inside it; the centres of one are variables that nothing but training needs. */
function danParts(parameters: Parameters, options: DanOptions): Pick<Classifier, "network" | "fit"> {
  const network = createDan(parameters.scope("dan"), options);
  const loss = danLoss(parameters.scope("affinity"), { classes: options.classes, channels: network.channels });
  return {
    network,
    fit: (images, targets) => {
      const output = network(images, true);
      return { loss: loss(output, targets), logits: output.logits };
    },
  };
}
