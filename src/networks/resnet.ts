import * as tf from "@tensorflow/tfjs-core";
import { kaimingNormal, ones, uniformFanIn, zeros } from "./initialisers.js";
import { batchNorm } from "./layers/batchNorm.js";
import { conv2d, type Layer } from "./layers/conv2d.js";
import { linear } from "./layers/linear.js";
import type { Scope } from "./parameters.js";

export interface ResNetOptions {
  readonly depth: 18 | 34;
  readonly classes: number;
  /** "imagenet": 7 x 7 / 2 and max-pool. "small": 3 x 3 / 2 without a pool, for images up to 64 px, keeps a 4 x 4 last map at 64. */
  readonly stem: "imagenet" | "small";
  /** Multiple of the published 64, 128, 256, 512 channels. */
  readonly width?: number;
  /**
   * Every block starts as the identity: the gain of its last batch norm is 0 at first (Goyal et al. 2017). Deep networks then learn from the first
   * step on, which a short training needs.
   */
  readonly zeroLast?: boolean;
}

/** Logits [n, classes] and the feature maps on the way, from fine to coarse, for perceptual losses. */
export interface ResNetOutput {
  readonly logits: tf.Tensor2D;
  /** Pooled features before the last layer, [n, 512 × width]. */
  readonly features: tf.Tensor2D;
  /** After the stem and after each of the four stages. */
  readonly taps: readonly tf.Tensor4D[];
}

/** images [n, H, W, 3] in [-1, 1]. */
export type ResNet = (images: tf.Tensor4D, training: boolean) => ResNetOutput;

const BLOCKS = { 18: [2, 2, 2, 2], 34: [3, 4, 6, 3] } as const;

/** He et al. 2016 with basic blocks; counts of parameters match torchvision's resnet18 and resnet34 (docs/method.md). */
export function createResNet(scope: Scope, options: ResNetOptions): ResNet {
  const trunk = createResNetTrunk(scope, options);
  const head = linear(scope.scope("head"), {
    inputs: trunk.channels,
    outputs: options.classes,
    bias: true,
    initialiser: uniformFanIn,
  });
  return (images, training) => {
    const taps = trunk.maps(images, training);
    const features = tf.mean(taps.at(-1)!, [1, 2]) as tf.Tensor2D;
    return { logits: head(features, training), features, taps };
  };
}

/** The convolutional part: maps after the stem and after each stage, and the channels of the last. */
export function createResNetTrunk(
  scope: Scope,
  options: Omit<ResNetOptions, "classes"> & { /** Of the last stage; 2 as published. */ readonly lastStride?: 1 | 2 },
): { channels: number; maps: (images: tf.Tensor4D, training: boolean) => tf.Tensor4D[] } {
  const widths = [64, 128, 256, 512].map((channels) => Math.max(4, Math.round(channels * (options.width ?? 1))));
  const imagenet = options.stem === "imagenet";
  const stem = conv2d(scope.scope("stem/conv"), {
    inputs: 3,
    outputs: widths[0]!,
    kernel: imagenet ? 7 : 3,
    stride: 2,
    initialiser: kaimingNormal,
  });
  const stemNorm = batchNorm<tf.Tensor4D>(scope.scope("stem/norm"), widths[0]!);
  const stages = widths.map((outputs, stage) =>
    Array.from({ length: BLOCKS[options.depth][stage]! }, (_, block) =>
      basicBlock(
        scope.scope(`stage${stage + 1}/block${block}`),
        block === 0 ? widths[Math.max(0, stage - 1)]! : outputs,
        outputs,
        stage > 0 && block === 0 ? (stage === 3 ? (options.lastStride ?? 2) : 2) : 1,
        options.zeroLast ?? false,
      ),
    ),
  );
  const maps = (images: tf.Tensor4D, training: boolean): tf.Tensor4D[] => {
    let x = tf.relu(stemNorm(stem(images, training), training));
    const taps = [x];
    if (imagenet) x = tf.maxPool(x, 3, 2, 1);
    for (const stage of stages) {
      x = stage.reduce((h, block) => block(h, training), x);
      taps.push(x);
    }
    return taps;
  };
  return { channels: widths[3]!, maps };
}

function basicBlock(scope: Scope, inputs: number, outputs: number, stride: number, zeroLast: boolean): Layer {
  const convolution = (name: string, from: number, kernel: number, by: number): Layer =>
    conv2d(scope.scope(name), { inputs: from, outputs, kernel, stride: by, initialiser: kaimingNormal });
  const conv1 = convolution("conv1", inputs, 3, stride);
  const norm1 = batchNorm<tf.Tensor4D>(scope.scope("norm1"), outputs);
  const conv2 = convolution("conv2", outputs, 3, 1);
  const norm2 = batchNorm<tf.Tensor4D>(scope.scope("norm2"), outputs, zeroLast ? zeros : ones);
  const project = stride !== 1 || inputs !== outputs;
  const shortcut = project ? convolution("shortcut/conv", inputs, 1, stride) : undefined;
  const shortcutNorm = project ? batchNorm<tf.Tensor4D>(scope.scope("shortcut/norm"), outputs) : undefined;
  return (x, training) => {
    const h = tf.relu(norm1(conv1(x, training), training));
    const y = norm2(conv2(h, training), training);
    const side = shortcut && shortcutNorm ? shortcutNorm(shortcut(x, training), training) : x;
    return tf.relu(tf.add(y, side));
  };
}
