import * as tf from "@tensorflow/tfjs-core";
import { featureDistance, gradientDistance, meanAbsoluteError } from "../losses/index.js";
import type { Teacher } from "./vaeGan.js";

/** The parts of the reconstruction loss and their sum: all with weight 1 but the last (docs/method.md, recommended defaults). */
export interface ReconstructionTerms {
  readonly total: tf.Scalar;
  readonly l1: tf.Scalar;
  readonly perceptual: tf.Scalar;
  readonly gradient: tf.Scalar;
  readonly semantic: tf.Scalar;
}

/** Pixel L1 + perceptual distance (0 without one) + multi-scale gradient L1 + weight · angle of its pooled features; images in [-1, 1]. */
export function reconstructionTerms(
  real: tf.Tensor4D,
  fake: tf.Tensor4D,
  { network }: Teacher,
  semanticWeight: tf.Tensor,
  distance: ((real: tf.Tensor4D, fake: tf.Tensor4D) => tf.Scalar) | undefined,
): ReconstructionTerms {
  const l1 = meanAbsoluteError(fake, real);
  const perceptual = distance?.(real, fake) ?? tf.scalar(0);
  const gradient = gradientDistance(real, fake);
  const semantic = featureDistance(network(real, false).features, network(fake, false).features);
  const total = tf.addN([l1, perceptual, gradient, tf.mul(semantic, semanticWeight)]) as tf.Scalar;
  return { total, l1, perceptual, gradient, semantic };
}
