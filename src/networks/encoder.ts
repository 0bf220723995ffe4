import * as tf from "@tensorflow/tfjs-core";
import { channelPlan } from "./channelPlan.js";
import { constant, type Initialiser, orthogonal } from "./initialisers.js";
import { batchNorm } from "./layers/batchNorm.js";
import { conv2d, type Layer } from "./layers/conv2d.js";
import { linear } from "./layers/linear.js";
import { averagePool2 } from "./layers/resample.js";
import type { Scope } from "./parameters.js";

export interface EncoderOptions {
  readonly size: number;
  /** Base width `ch`. */
  readonly width: number;
  /** Size of z. */
  readonly latents: number;
}

/** A diagonal Gaussian per image: mean and log variance, each [n, latents]. */
export interface Posterior {
  readonly mean: tf.Tensor2D;
  readonly logVariance: tf.Tensor2D;
}

/** images [n, size, size, 3] in [-1, 1] -> posterior. */
export type Encoder = (images: tf.Tensor4D, training: boolean) => Posterior;

/** Outside of this the exponential of the log variance spoils float32 training. */
const LOG_VARIANCE_RANGE: [number, number] = [-8, 4];

/**
 * The discriminator's plan with batch norm instead of spectral norm. The last map is flattened, not pooled: where something is in the face
 * matters. Early samples stay close to the mean (log variance bias -2, weights × 0.1).
 */
export function createEncoder(scope: Scope, options: EncoderOptions): Encoder {
  const plan = channelPlan(options.size);
  const widths = [3, ...plan.discriminator.map((multiple) => multiple * options.width)];
  const blocks = plan.discriminator.map((_, index) =>
    encoderBlock(scope.scope(`block${index}`), widths[index]!, widths[index + 1]!, {
      first: index === 0,
      halve: index < plan.halvings,
    }),
  );
  const norm = batchNorm<tf.Tensor4D>(scope.scope("norm"), widths.at(-1)!);
  const side = options.size / 2 ** plan.halvings;
  const inputs = side * side * widths.at(-1)!;
  const head = (name: string, initialiser: Initialiser, bias: Initialiser) =>
    linear(scope.scope(name), { inputs, outputs: options.latents, bias, initialiser });
  const mean = head("mean", orthogonal(), constant(0));
  const logVariance = head("logVariance", orthogonal(0.1), constant(-2));
  return (images, training) => {
    const x = blocks.reduce((h, block) => block(h, training), images);
    const features = tf.reshape(tf.relu(norm(x, training)), [-1, inputs]) as tf.Tensor2D;
    return {
      mean: mean(features, training),
      logVariance: tf.clipByValue(logVariance(features, training), ...LOG_VARIANCE_RANGE),
    };
  };
}

function encoderBlock(
  scope: Scope,
  inputs: number,
  outputs: number,
  { first, halve }: { first: boolean; halve: boolean },
): Layer {
  const convolution = (name: string, from: number, kernel: number, bias: boolean): Layer =>
    conv2d(scope.scope(name), { inputs: from, outputs, kernel, bias, initialiser: orthogonal(Math.SQRT2) });
  const norm1 = first ? undefined : batchNorm<tf.Tensor4D>(scope.scope("norm1"), inputs);
  const conv1 = convolution("conv1", inputs, 3, false);
  const norm2 = batchNorm<tf.Tensor4D>(scope.scope("norm2"), outputs);
  const conv2 = convolution("conv2", outputs, 3, true);
  const shortcut = first || halve || inputs !== outputs ? convolution("shortcut", inputs, 1, true) : undefined;
  const pool = halve ? averagePool2 : (x: tf.Tensor4D): tf.Tensor4D => x;
  return (x, training) => {
    const before = norm1 ? tf.relu(norm1(x, training)) : x;
    const h = conv2(tf.relu(norm2(conv1(before, training), training)), training);
    return tf.add(pool(h), shortcut ? shortcut(pool(x), training) : x);
  };
}
