import * as tf from "@tensorflow/tfjs-core";
import { gradientDistance, meanAbsoluteError, perceptualDistance } from "../losses/index.js";
import type { Teacher } from "./vaeGan.js";

/** The parts of the reconstruction loss and their sum, all with weight 1 (docs/method.md, recommended defaults). */
export interface ReconstructionTerms {
  readonly total: tf.Scalar;
  readonly l1: tf.Scalar;
  readonly perceptual: tf.Scalar;
  readonly gradient: tf.Scalar;
}

/** Pixel L1 + perceptual L1 on the teacher's features + multi-scale gradient L1; images in [-1, 1]. */
export function reconstructionTerms(real: tf.Tensor4D, fake: tf.Tensor4D, teacher: Teacher): ReconstructionTerms {
  const features = (images: tf.Tensor4D): tf.Tensor4D[] => {
    const { taps } = teacher.network(images, false);
    return teacher.taps.map((index) => taps[index]!);
  };
  const l1 = meanAbsoluteError(fake, real);
  const perceptual = perceptualDistance(features(real), features(fake));
  const gradient = gradientDistance(real, fake);
  return { total: tf.addN([l1, perceptual, gradient]), l1, perceptual, gradient };
}
