import * as tf from "@tensorflow/tfjs-core";
import { scaleImages } from "../../networks/index.js";
import type { TensorSpec } from "../../tensor/hostTensor.js";
import { fakeHinge, featureMatching, generatorHinge, klDivergence, realHinge } from "../losses/index.js";
import { updateMovingAverage } from "../optimisers/movingAverage.js";
import { classifierDistance } from "../perceptual/perceptualLoss.js";
import { DIFF_AUGMENT_DRAWS, diffAugment } from "./diffAugment.js";
import type { DiffAugmentKind } from "./diffAugmentKinds.js";
import { reconstructionTerms } from "./reconstructionTerms.js";
import type { Teacher, VaeGan } from "./vaeGan.js";
import { withGradient } from "./withGradient.js";

export type StepFunction = (inputs: Record<string, tf.Tensor>) => Record<string, tf.Tensor>;

export interface VaeGanStepOptions {
  readonly batch: number;
  readonly size: number;
  /** Images decoded from the prior per step; 0 while the GAN is off. */
  readonly priorBatch: number;
  readonly adversarial: boolean;
  /** What real and generated images go through before the discriminator; nothing when left out. */
  readonly diffAugment?: readonly DiffAugmentKind[];
  /** What the perceptual term compares; the teacher's maps when left out, nothing when undefined. */
  readonly perceptual?: PerceptualDistance | undefined;
  /** Weight of mean feature matching in the discriminator, for the generator; 0 when left out. */
  readonly featureMatch?: number;
}

type PerceptualDistance = (real: tf.Tensor4D, fake: tf.Tensor4D) => tf.Scalar;

/** What one step is fed. The weights and rates are inputs, so a schedule needs no second compilation. */
export function vaeGanInputs(options: VaeGanStepOptions, latents: number): TensorSpec[] {
  const { batch, size, priorBatch, adversarial } = options;
  const scalar = (name: string): TensorSpec => ({ name, dtype: "float32", shape: [] });
  const common: TensorSpec[] = [
    { name: "images", dtype: "uint8", shape: [batch, size, size, 3] },
    { name: "noise", dtype: "float32", shape: [batch, latents] },
    ...["klWeight", "semanticWeight", "autoencoderRate", "autoencoderBeta1", "averageDecay"].map(scalar),
  ];
  if (!adversarial) return common;
  const draws = (name: string, images: number): TensorSpec[] =>
    options.diffAugment?.length ? [{ name, dtype: "float32", shape: [images, DIFF_AUGMENT_DRAWS] }] : [];
  return [
    ...common,
    ...draws("realDraws", batch),
    ...draws("fakeDraws", batch + priorBatch),
    { name: "priorNoise", dtype: "float32", shape: [priorBatch, latents] },
    ...["ganWeight", "criticRate"].map(scalar),
  ];
}

/**
 * One training step of the VAE-GAN, all networks at once. The generator runs forward once: the discriminator learns from those images with
 * their gradient cut, the encoder and generator through the discriminator as it was before this step. Which gradient goes where:
 * docs/method.md, section on routing. Returns the terms of the loss as scalars.
 */
export function vaeGanStep(model: VaeGan, teacher: Teacher, options: VaeGanStepOptions): StepFunction {
  const perceptual = "perceptual" in options ? options.perceptual : classifierDistance(teacher);
  return (inputs) => {
    const real = scaleImages(inputs.images as tf.Tensor4D);
    const terms: Record<string, tf.Tensor> = {};
    let criticGradients: tf.NamedTensorMap | undefined;

    const { grads } = tf.variableGrads(() => {
      const { mean, logVariance } = model.encoder(real, true);
      const z = tf.add(mean, tf.mul(tf.exp(tf.mul(logVariance, 0.5)), inputs.noise!)) as tf.Tensor2D;
      const latents = options.adversarial ? tf.concat([z, inputs.priorNoise as tf.Tensor2D], 0) : z;
      const generated = model.generator(latents, true);
      const kl = klDivergence(mean, logVariance);
      const loss = options.adversarial ? adversarialLoss(generated) : reconstructionLoss(generated);
      Object.assign(terms, { kl: tf.keep(kl) });
      return tf.add(loss, tf.mul(kl, inputs.klWeight!)) as tf.Scalar;
    }, model.autoencoder.trainable);

    model.updateAutoencoder(grads, inputs.autoencoderRate as tf.Scalar, inputs.autoencoderBeta1 as tf.Scalar);
    if (criticGradients) model.updateCritic(criticGradients, inputs.criticRate as tf.Scalar);
    updateMovingAverage(model.autoencoder, model.average, inputs.averageDecay as tf.Scalar);
    return terms;

    function reconstructionLoss(generated: tf.Tensor4D): tf.Scalar {
      const { total, ...parts } = reconstructionTerms(real, generated, teacher, inputs.semanticWeight!, perceptual);
      for (const [name, value] of Object.entries(parts)) terms[name] = tf.keep(value);
      return total;
    }

    function adversarialLoss(generated: tf.Tensor4D): tf.Scalar {
      const { batch } = options;
      const reconstructed = tf.slice(generated, [0, 0, 0, 0], [batch, -1, -1, -1]);
      const critic = tf.variableGrads(() => criticLoss(real, generated), model.critic.trainable);
      criticGradients = Object.fromEntries(Object.entries(critic.grads).map(([name, value]) => [name, tf.keep(value)]));

      const reconstruction = tf.valueAndGrad((x) => reconstructionLoss(x as tf.Tensor4D))(reconstructed);
      const deceit = tf.valueAndGrad((x) =>
        generatorHinge(model.discriminator(changed(x as tf.Tensor4D, inputs.fakeDraws), false)),
      )(generated);
      const weight = tf.mul(inputs.ganWeight!, adaptiveWeight(reconstruction.grad, deceit.grad, batch)) as tf.Scalar;
      Object.assign(terms, {
        critic: tf.keep(critic.value),
        adversarial: tf.keep(tf.clone(deceit.value)),
        weight: tf.keep(weight),
      });
      return tf.addN([
        ...matchingLoss(generated),
        withGradient(reconstructed, reconstruction.value as tf.Scalar, reconstruction.grad),
        withGradient(generated, deceit.value as tf.Scalar, tf.mul(deceit.grad, weight)),
      ]) as tf.Scalar;
    }

    /** Samples of the prior owe nothing to the encoder, so this reaches the generator alone. */
    function matchingLoss(generated: tf.Tensor4D): tf.Scalar[] {
      if (!options.featureMatch) return [];
      const prior = tf.slice(generated, [options.batch, 0, 0, 0], [options.priorBatch, -1, -1, -1]);
      const look = (images: tf.Tensor4D): tf.Tensor2D => model.discriminator.look(images, false).features;
      const matching = featureMatching(look(real), look(prior));
      Object.assign(terms, { matching: tf.keep(tf.clone(matching)) });
      return [tf.mul(matching, options.featureMatch) as tf.Scalar];
    }

    function changed(images: tf.Tensor4D, draws: tf.Tensor | undefined): tf.Tensor4D {
      return draws ? diffAugment(images, draws as tf.Tensor2D, options.diffAugment ?? []) : images;
    }

    /** Real against the mean of the two kinds of fakes: reconstructions and samples of the prior. */
    function criticLoss(realImages: tf.Tensor4D, generated: tf.Tensor4D): tf.Scalar {
      const { batch, priorBatch } = options;
      const shown = [changed(realImages, inputs.realDraws), changed(generated, inputs.fakeDraws)];
      const scores = model.discriminator(tf.concat(shown, 0), true);
      const [realScores, fakes, prior] = tf.split(scores, [batch, batch, priorBatch], 0) as [
        tf.Tensor2D,
        tf.Tensor2D,
        tf.Tensor2D,
      ];
      Object.assign(terms, { realScore: tf.keep(tf.mean(realScores)), fakeScore: tf.keep(tf.mean(fakes)) });
      return tf.add(realHinge(realScores), tf.mul(tf.add(fakeHinge(fakes), fakeHinge(prior)), 0.5)) as tf.Scalar;
    }
  };
}

/**
 * VQGAN's adaptive factor |∇rec| / |∇gan| (Esser et al. 2021), with the gradients taken at the reconstructed images instead of at the last
 * kernel: they exist already, so no second backward pass. The clamp is theirs.
 */
function adaptiveWeight(reconstruction: tf.Tensor, deceit: tf.Tensor, batch: number): tf.Tensor {
  const size = (gradient: tf.Tensor): tf.Tensor => tf.sqrt(tf.sum(tf.square(gradient)));
  const ofReconstructions = tf.slice(deceit, [0, 0, 0, 0], [batch, -1, -1, -1]);
  return tf.clipByValue(tf.div(size(reconstruction), tf.add(size(ofReconstructions), 1e-8)), 0, 1e4);
}
