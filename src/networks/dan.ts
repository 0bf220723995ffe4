import * as tf from "@tensorflow/tfjs-core";
import { kaimingNormal, normal, uniformFanIn, zeros } from "./initialisers.js";
import { batchNorm } from "./layers/batchNorm.js";
import type { Layer } from "./layers/conv2d.js";
import { linear } from "./layers/linear.js";
import type { Scope } from "./parameters.js";
import { createResNetTrunk } from "./resnet.js";

export interface DanOptions {
  readonly classes: number;
  /** How many attention heads; 4 as published. */
  readonly heads?: number;
  /** Multiple of the published channels. */
  readonly width?: number;
  /**
   * "imagenet" as published. "small", for images up to 64 px: 3 x 3 / 2 without a pool, and the last stage does not halve either, which keeps a
   * 6 x 6 last map at 48 px. On the 2 x 2 map that the published trunk would leave, attention to places has nothing to choose from.
   */
  readonly stem?: "imagenet" | "small";
}

/** What DAN's three losses read. */
export interface DanOutput {
  /** [n, classes], after the batch norm that DAN puts on its logits. */
  readonly logits: tf.Tensor2D;
  /** Pooled features of the trunk, [n, 512 × width]. */
  readonly features: tf.Tensor2D;
  /** log softmax over the heads, [n, 512 × width, heads]. */
  readonly heads: tf.Tensor3D;
}

/** images [n, H, W, 3]; `channels` is the length of its pooled features, 512 × width. */
export type Dan = ((images: tf.Tensor4D, training: boolean) => DanOutput) & { readonly channels: number };

/**
 * Distract your attention (Wen et al. 2023): a ResNet18, heads of spatial and channel attention over its last map, and their fusion.
 * 19,723,733 parameters with 7 classes and 4 heads, as published (docs/method.md).
 */
export function createDan(scope: Scope, { classes, heads = 4, width = 1, stem = "imagenet" }: DanOptions): Dan {
  const lastStride = stem === "small" ? 1 : 2;
  const trunk = createResNetTrunk(scope.scope("trunk"), { depth: 18, stem, width, lastStride });
  const channels = trunk.channels;
  const attend = Array.from({ length: heads }, (_, index) => attentionHead(scope.scope(`head${index}`), channels));
  const head = linear(scope.scope("logits"), {
    inputs: channels,
    outputs: classes,
    bias: true,
    initialiser: uniformFanIn,
  });
  const norm = batchNorm<tf.Tensor2D>(scope.scope("logits/norm"), classes);
  const network = (images: tf.Tensor4D, training: boolean): DanOutput => {
    const map = trunk.maps(images, training).at(-1)!;
    const vectors = attend.map((attention) => attention(map, training));
    const stacked = tf.stack(vectors, 2) as tf.Tensor3D;
    const weighed = heads > 1 ? tf.logSoftmax(stacked) : stacked;
    const logits = norm(head(tf.sum(weighed, 2) as tf.Tensor2D, training), training);
    return { logits, features: tf.mean(map, [1, 2]) as tf.Tensor2D, heads: weighed };
  };
  return Object.assign(network, { channels });
}

/** Spatial attention (one weight per place, from kernels of three shapes), then channel attention on the pooled map. */
function attentionHead(scope: Scope, channels: number): (x: tf.Tensor4D, training: boolean) => tf.Tensor2D {
  const half = Math.floor(channels / 2);
  const narrow = normalised(scope.scope("narrow"), 1, 1, channels, half);
  const branches = [
    normalised(scope.scope("square"), 3, 3, half, channels),
    normalised(scope.scope("row"), 1, 3, half, channels),
    normalised(scope.scope("column"), 3, 1, half, channels),
  ];
  const inner = Math.max(1, Math.floor(channels / 16));
  const dense = (name: string, inputs: number, outputs: number) =>
    linear(scope.scope(name), { inputs, outputs, bias: true, initialiser: normal(0.001) });
  const squeeze = dense("squeeze", channels, inner);
  const squeezeNorm = batchNorm<tf.Tensor2D>(scope.scope("squeeze/norm"), inner);
  const excite = dense("excite", inner, channels);
  return (x, training) => {
    const h = narrow(x, training);
    const places = tf.relu(tf.addN(branches.map((branch) => branch(h, training))));
    const pooled = tf.mean(tf.mul(x, tf.sum(places, 3, true)), [1, 2]) as tf.Tensor2D;
    const gate = excite(tf.relu(squeezeNorm(squeeze(pooled, training), training)), training);
    return tf.mul(pooled, tf.sigmoid(gate));
  };
}

/** A convolution of any kernel shape with bias, zero-padded to the same size, and batch norm. */
function normalised(scope: Scope, height: number, width: number, inputs: number, outputs: number): Layer {
  const kernel = scope.weight("kernel", [height, width, inputs, outputs], kaimingNormal);
  const bias = scope.weight("bias", [outputs], zeros);
  const norm = batchNorm<tf.Tensor4D>(scope.scope("norm"), outputs);
  return (x, training) =>
    norm(tf.add(tf.conv2d(x, kernel as unknown as tf.Tensor4D, 1, "same"), bias) as tf.Tensor4D, training);
}
