import type * as tf from "@tensorflow/tfjs-core";
import { Parameters } from "../../networks/index.js";
import { createVgg16 } from "../../networks/vgg16.js";
import { lpipsDistance, perceptualDistance } from "../losses/index.js";
import type { PerceptualSettings } from "../settings.js";
import type { Teacher, VaeGan } from "../steps/vaeGan.js";
import { readVgg16 } from "./readVgg16.js";

/** How far images are from each other in a frozen network's features; docs/method.md, section 3.3. */
export interface PerceptualLoss {
  /** Undefined when no network looks at them. */
  readonly distance: ((real: tf.Tensor4D, fake: tf.Tensor4D) => tf.Scalar) | undefined;
  /** Variables made for it, which no step changes and the caller disposes. */
  readonly parameters: readonly Parameters[];
}

/** Maps after the discriminator's first blocks; the last ones have only "real or not" left. */
const CRITIC_MAPS = 3;

/** @throws PerceptualWeightsError */
export async function openPerceptualLoss(
  settings: PerceptualSettings,
  { teacher, model }: { readonly teacher: Teacher; readonly model: Pick<VaeGan, "discriminator"> },
): Promise<PerceptualLoss> {
  switch (settings.kind) {
    case "classifier":
      return { distance: classifierDistance(teacher), parameters: [] };
    case "discriminator": {
      const look = (images: tf.Tensor4D) => model.discriminator.look(images, false).maps.slice(0, CRITIC_MAPS);
      return { distance: (real, fake) => perceptualDistance(look(real), look(fake)), parameters: [] };
    }
    case "gradients":
      return { distance: undefined, parameters: [] };
    case "vgg16": {
      const { convolutions, channels } = await readVgg16(settings.weights);
      const parameters = new Parameters(0, { prefix: "vgg16/", frozen: true });
      const look = createVgg16(parameters, convolutions);
      const weights = channels?.map((values, i) => parameters.state(`channels${i}`, [values.length], () => values));
      const distance =
        settings.form === "lpips"
          ? (real: tf.Tensor4D, fake: tf.Tensor4D) => lpipsDistance(look(real), look(fake), weights)
          : (real: tf.Tensor4D, fake: tf.Tensor4D) => perceptualDistance(look(real), look(fake));
      return { distance, parameters: [parameters] };
    }
  }
}

/** The default: the task's own classifier. */
export function classifierDistance(teacher: Teacher): (real: tf.Tensor4D, fake: tf.Tensor4D) => tf.Scalar {
  const look = (images: tf.Tensor4D): tf.Tensor4D[] => {
    const { taps } = teacher.network(images, false);
    return teacher.taps.map((index) => taps[index]!);
  };
  return (real, fake) => perceptualDistance(look(real), look(fake));
}
