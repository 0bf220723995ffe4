import { createResNet, Parameters, type ResNet, type ResNetOptions } from "../../networks/index.js";
import type { Optimiser } from "../optimisers/adam.js";
import { momentum } from "../optimisers/momentum.js";

/** A classifier with its variables and optimiser. */
export interface Classifier {
  readonly network: ResNet;
  readonly parameters: Parameters;
  readonly update: Optimiser;
  readonly all: readonly Parameters[];
}

/** @param name prefix of its variables: classifiers trained side by side differ in it. */
export function createClassifier(
  name: string,
  seed: number,
  options: ResNetOptions & { readonly weightDecay: number },
): Classifier {
  const parameters = new Parameters(seed, { prefix: `${name}/` });
  const network = createResNet(parameters.scope("resnet"), options);
  const optimiser = momentum(`${name}/momentum`, parameters.trainable, {
    momentum: 0.9,
    weightDecay: options.weightDecay,
  });
  return { network, parameters, update: optimiser.apply, all: [parameters, optimiser.slots] };
}
