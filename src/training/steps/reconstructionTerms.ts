import * as tf from "@tensorflow/tfjs-core";
import { featureDistance, gradientDistance, meanAbsoluteError, perceptualDistance } from "../losses/index.js";
import type { Teacher } from "./vaeGan.js";

/** The parts of the reconstruction loss and their sum: all with weight 1 but the last (docs/method.md, recommended defaults). */
export interface ReconstructionTerms {
  readonly total: tf.Scalar;
  readonly l1: tf.Scalar;
  readonly perceptual: tf.Scalar;
  readonly gradient: tf.Scalar;
  readonly semantic: tf.Scalar;
}

/** Pixel L1 + perceptual L1 on the teacher's maps + multi-scale gradient L1 + weight · angle of its pooled features; images in [-1, 1]. */
export function reconstructionTerms(
  real: tf.Tensor4D,
  fake: tf.Tensor4D,
  teacher: Teacher,
  semanticWeight: tf.Tensor,
): ReconstructionTerms {
  const look = (images: tf.Tensor4D) => {
    const { taps, features } = teacher.network(images, false);
    return { maps: teacher.taps.map((index) => taps[index]!), features };
  };
  const [ofReal, ofFake] = [look(real), look(fake)];
  const l1 = meanAbsoluteError(fake, real);
  const perceptual = perceptualDistance(ofReal.maps, ofFake.maps);
  const gradient = gradientDistance(real, fake);
  const semantic = featureDistance(ofReal.features, ofFake.features);
  const total = tf.addN([l1, perceptual, gradient, tf.mul(semantic, semanticWeight)]) as tf.Scalar;
  return { total, l1, perceptual, gradient, semantic };
}
