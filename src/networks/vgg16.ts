import * as tf from "@tensorflow/tfjs-core";
import { invariant } from "../errors/invariant.js";
import type { Scope } from "./parameters.js";

/** One convolution's weights: kernel HWIO, row-major, and bias [O]. */
export interface ConvolutionWeights {
  readonly kernel: Float32Array;
  readonly shape: readonly [number, number, number, number];
  readonly bias: Float32Array;
}

/** VGG16's convolutions before each 2 x 2 max pool. */
const STAGES = [2, 2, 3, 3, 3] as const;
export const VGG16_CONVOLUTIONS = 13;

/** images [n, H, W, 3] in [-1, 1] -> the maps relu1_2, 2_2, 3_3, 4_3 and 5_3. */
export type Vgg16 = (images: tf.Tensor4D) => tf.Tensor4D[];

/** What LPIPS subtracts from images in [-1, 1] and divides them by: ImageNet's mean and deviation on that scale. */
const SHIFT = [-0.03, -0.088, -0.188];
const SCALE = [0.458, 0.448, 0.45];

/**
 * The convolutional part of VGG16 (Simonyan and Zisserman 2015) with given weights, frozen. Channel counts are those of the weights: 64, 128,
 * 256, 512, 512 as published.
 */
export function createVgg16(scope: Scope, weights: readonly ConvolutionWeights[]): Vgg16 {
  invariant(weights.length === VGG16_CONVOLUTIONS, "VGG16 has thirteen convolutions.");
  const layers = weights.map(({ kernel, shape, bias }, index) => ({
    kernel: scope.state(`conv${index}/kernel`, shape, () => kernel) as unknown as tf.Tensor4D,
    bias: scope.state(`conv${index}/bias`, [shape[3]], () => bias),
  }));
  return (images) => {
    let x = tf.div(tf.sub(images, SHIFT), SCALE) as tf.Tensor4D;
    let next = 0;
    return STAGES.map((count, stage) => {
      if (stage > 0) x = tf.maxPool(x, 2, 2, "valid");
      for (let i = 0; i < count; i++, next++) {
        const { kernel, bias } = layers[next]!;
        x = tf.relu(tf.add(tf.conv2d(x, kernel, 1, 1), bias)) as tf.Tensor4D;
      }
      return x;
    });
  };
}
