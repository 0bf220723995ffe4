import * as tf from "@tensorflow/tfjs-core";
import { channelPlan } from "./channelPlan.js";
import { orthogonal } from "./initialisers.js";
import { conv2d, type Layer } from "./layers/conv2d.js";
import { linear } from "./layers/linear.js";
import { averagePool2 } from "./layers/resample.js";
import { selfAttention } from "./layers/selfAttention.js";
import type { Scope } from "./parameters.js";

export interface DiscriminatorOptions {
  readonly size: number;
  /** Base width `ch`. */
  readonly width: number;
  readonly attentionAt?: number;
}

/** What the discriminator sees on its way to a score. */
export interface DiscriminatorOutput {
  /** [n, 1] */
  readonly score: tf.Tensor2D;
  /** Sums over the last map, [n, 16 × width] in most plans. */
  readonly features: tf.Tensor2D;
  /** After every block, from fine to coarse. */
  readonly maps: readonly tf.Tensor4D[];
}

/** images [n, size, size, 3] in [-1, 1] -> one score per image [n, 1]; `look` also gives what lies before it. */
export type Discriminator = ((images: tf.Tensor4D, training: boolean) => tf.Tensor2D) & {
  readonly look: (images: tf.Tensor4D, training: boolean) => DiscriminatorOutput;
};

/** BigGAN's discriminator without projection: residual blocks, spectral norm everywhere, no batch norm, sum over the last map. */
export function createDiscriminator(scope: Scope, options: DiscriminatorOptions): Discriminator {
  const plan = channelPlan(options.size);
  const widths = [3, ...plan.discriminator.map((multiple) => multiple * options.width)];
  const layers = plan.discriminator.flatMap((_, index): Layer[] => {
    const name = `block${index}`;
    const halve = index < plan.halvings;
    const block = discriminatorBlock(scope.scope(name), widths[index]!, widths[index + 1]!, {
      first: index === 0,
      halve,
    });
    const attends = halve && options.attentionAt === options.size / 2 ** (index + 1);
    return attends ? [block, selfAttention(scope.scope("attention"), widths[index + 1]!)] : [block];
  });
  const score = linear(scope.scope("score"), {
    inputs: widths.at(-1)!,
    outputs: 1,
    bias: true,
    spectral: true,
    initialiser: orthogonal(),
  });
  const look = (images: tf.Tensor4D, training: boolean): DiscriminatorOutput => {
    const maps: tf.Tensor4D[] = [];
    for (const layer of layers) maps.push(layer(maps.at(-1) ?? images, training));
    const features = tf.sum(tf.relu(maps.at(-1)!), [1, 2]) as tf.Tensor2D;
    return { score: score(features, training), features, maps };
  };
  return Object.assign((images: tf.Tensor4D, training: boolean) => look(images, training).score, { look });
}

/** The first block has no ReLU before it and pools its shortcut first (3 channels are cheaper to pool than to convolve). */
function discriminatorBlock(
  scope: Scope,
  inputs: number,
  outputs: number,
  { first, halve }: { first: boolean; halve: boolean },
): Layer {
  const convolution = (name: string, from: number, kernel: number): Layer =>
    conv2d(scope.scope(name), {
      inputs: from,
      outputs,
      kernel,
      bias: true,
      spectral: true,
      initialiser: orthogonal(),
    });
  const conv1 = convolution("conv1", inputs, 3);
  const conv2 = convolution("conv2", outputs, 3);
  const shortcut = first || halve || inputs !== outputs ? convolution("shortcut", inputs, 1) : undefined;
  const pool = halve ? averagePool2 : (x: tf.Tensor4D): tf.Tensor4D => x;
  return (x, training) => {
    const h = conv2(tf.relu(conv1(first ? x : tf.relu(x), training)), training);
    // Pooling and a 1 x 1 convolution commute, so the shortcut pools first everywhere: a quarter of the work.
    const side = shortcut ? shortcut(pool(x), training) : x;
    return tf.add(pool(h), side);
  };
}
