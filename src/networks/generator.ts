import * as tf from "@tensorflow/tfjs-core";
import { channelPlan } from "./channelPlan.js";
import { orthogonal } from "./initialisers.js";
import { batchNorm } from "./layers/batchNorm.js";
import { conditionalBatchNorm } from "./layers/conditionalBatchNorm.js";
import { conv2d, type Layer } from "./layers/conv2d.js";
import { linear } from "./layers/linear.js";
import { upsample2 } from "./layers/resample.js";
import { selfAttention } from "./layers/selfAttention.js";
import type { Scope } from "./parameters.js";

export interface GeneratorOptions {
  /** Height and width of the images. */
  readonly size: number;
  /** Base width `ch`. */
  readonly width: number;
  /** Wanted size of z; rounded down to a multiple of the number of chunks, see {@link latentSize}. */
  readonly latents: number;
  /**
   * What each part sees of z: an equal chunk of its own (BigGAN's hierarchical z, the default), all of it (as BigGAN-deep), or the first map
   * all of it and every block a chunk.
   */
  readonly conditioning?: "chunks" | "whole" | "wholeFirst";
  /** Side of the map that gets self-attention; none by default. */
  readonly attentionAt?: number;
}

/** z [n, latentSize] -> images [n, size, size, 3] in [-1, 1]. */
export type Generator = (z: tf.Tensor2D, training: boolean) => tf.Tensor4D;

type Block = (x: tf.Tensor4D, condition: tf.Tensor2D, training: boolean) => tf.Tensor4D;

/** The size of z that the generator really takes: one equal chunk for the first map and one per block. */
export function latentSize({ size, latents }: GeneratorOptions): number {
  const chunks = channelPlan(size).generatorOutputs.length + 1;
  return Math.floor(latents / chunks) * chunks;
}

/**
 * BigGAN's generator (Brock et al. 2019) without class conditions: z is split into equal chunks, the first makes the first map, each other one
 * conditions the normalisation of one block. All kernels are spectrally normalised. Tables: docs/method.md.
 */
export function createGenerator(scope: Scope, options: GeneratorOptions): Generator {
  const plan = channelPlan(options.size);
  const { conditioning = "chunks" } = options;
  const latents = latentSize(options);
  const chunk = latents / (plan.generatorOutputs.length + 1);
  const first = plan.generatorInputs[0]! * options.width;
  const project = linear(scope.scope("first"), {
    inputs: conditioning === "chunks" ? chunk : latents,
    outputs: plan.bottom * plan.bottom * first,
    bias: true,
    spectral: true,
    initialiser: orthogonal(),
  });
  const blocks = plan.generatorOutputs.map((multiple, index): [Block, Layer | undefined] => {
    const channels = multiple * options.width;
    const attends = options.attentionAt === plan.bottom * 2 ** (index + 1);
    return [
      generatorBlock(scope.scope(`block${index}`), {
        inputs: plan.generatorInputs[index]! * options.width,
        outputs: channels,
        conditions: conditioning === "whole" ? latents : chunk,
      }),
      attends ? selfAttention(scope.scope("attention"), channels) : undefined,
    ];
  });
  const last = plan.generatorOutputs.at(-1)! * options.width;
  const normalise = batchNorm<tf.Tensor4D>(scope.scope("norm"), last);
  const toImage = spectralConvolution(scope.scope("image"), last, 3, 3);

  return (z, training) => {
    const chunks: tf.Tensor2D[] =
      conditioning === "whole" ? blocks.map(() => z) : tf.split<tf.Tensor2D>(z, blocks.length + 1, 1).slice(1);
    const seed = conditioning === "chunks" ? (tf.slice(z, [0, 0], [-1, chunk]) as tf.Tensor2D) : z;
    let x = tf.reshape(project(seed, training), [-1, plan.bottom, plan.bottom, first]) as tf.Tensor4D;
    blocks.forEach(([block, attention], index) => {
      x = block(x, chunks[index]!, training);
      if (attention) x = attention(x, training);
    });
    return tf.tanh(toImage(tf.relu(normalise(x, training)), training));
  };
}

/** The 1 x 1 shortcut comes before the enlargement, with which it commutes: a quarter of the work. */
function generatorBlock(
  scope: Scope,
  { inputs, outputs, conditions }: { inputs: number; outputs: number; conditions: number },
): Block {
  const norm1 = conditionalBatchNorm(scope.scope("norm1"), inputs, conditions);
  const conv1 = spectralConvolution(scope.scope("conv1"), inputs, outputs, 3, true);
  const norm2 = conditionalBatchNorm(scope.scope("norm2"), outputs, conditions);
  const conv2 = spectralConvolution(scope.scope("conv2"), outputs, outputs, 3);
  const shortcut = spectralConvolution(scope.scope("shortcut"), inputs, outputs, 1);
  return (x, condition, training) => {
    const h = conv1(tf.relu(norm1(x, condition, training)), training);
    const y = conv2(tf.relu(norm2(h, condition, training)), training);
    return tf.add(y, upsample2(shortcut(x, training)));
  };
}

function spectralConvolution(scope: Scope, inputs: number, outputs: number, kernel: number, enlarges = false): Layer {
  return conv2d(scope, { inputs, outputs, kernel, enlarges, bias: true, spectral: true, initialiser: orthogonal() });
}
