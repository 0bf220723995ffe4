import {
  createDiscriminator,
  createEncoder,
  createGenerator,
  type Discriminator,
  type Encoder,
  type Generator,
  latentSize,
  Parameters,
  type ResNet,
} from "../../networks/index.js";
import { adam, type Optimiser } from "../optimisers/adam.js";

export interface VaeGanOptions {
  readonly seed: number;
  readonly size: number;
  readonly width: number;
  readonly latents: number;
  readonly conditioning: "whole" | "wholeFirst" | "chunks";
}

/** Encoder, generator and discriminator with their moving averages and optimisers: everything that a step reads and writes. */
export interface VaeGan {
  readonly latents: number;
  readonly encoder: Encoder;
  readonly generator: Generator;
  readonly discriminator: Discriminator;
  readonly averageEncoder: Encoder;
  readonly averageGenerator: Generator;
  /** Encoder and generator train together. */
  readonly autoencoder: Parameters;
  readonly average: Parameters;
  readonly critic: Parameters;
  readonly updateAutoencoder: Optimiser;
  readonly updateCritic: Optimiser;
  readonly all: readonly Parameters[];
}

/** The frozen network whose features the perceptual loss compares, and which of its maps. */
export interface Teacher {
  readonly network: ResNet;
  /** Its variables, which no step changes. */
  readonly parameters: readonly Parameters[];
  readonly taps: readonly number[];
}

/** Makes every variable of the VAE-GAN; nothing is made inside a step, so the step can be traced. */
export function createVaeGan(options: VaeGanOptions): VaeGan {
  const latents = latentSize(options);
  const autoencoder = new Parameters(options.seed);
  const average = new Parameters(options.seed, { prefix: "average/", frozen: true, copyOf: autoencoder });
  const critic = new Parameters(options.seed);
  const build = (parameters: Parameters): { encoder: Encoder; generator: Generator } => ({
    encoder: createEncoder(parameters.scope("encoder"), { ...options, latents }),
    generator: createGenerator(parameters.scope("generator"), { ...options, latents }),
  });
  const live = build(autoencoder);
  const averaged = build(average);
  const discriminator = createDiscriminator(critic.scope("discriminator"), options);
  const autoencoderAdam = adam("adam", autoencoder.trainable, { firstMoment: true });
  const criticAdam = adam("adamCritic", critic.trainable, { firstMoment: false });
  return {
    latents,
    ...live,
    discriminator,
    averageEncoder: averaged.encoder,
    averageGenerator: averaged.generator,
    autoencoder,
    average,
    critic,
    updateAutoencoder: autoencoderAdam.apply,
    updateCritic: criticAdam.apply,
    all: [autoencoder, average, critic, autoencoderAdam.slots, criticAdam.slots],
  };
}
