import type { LabelledImages } from "../../datasets/index.js";
import type { Random } from "../../tensor/random.js";
import { classSampler } from "./classSampler.js";

/** How a classifier's batches draw classes (Kang et al. 2020). */
export const samplerKinds = ["plain", "balanced", "square-root", "progressive"] as const;
export type SamplerKind = (typeof samplerKinds)[number];

/** Draws the index of an image; `progress` is the share of the training that is done, 0 to 1. */
export type ScheduledSampler = (random: Random, progress: number) => number;

/**
 * A sampler by name. "progressive" goes from plain to balanced, p_c = (1 - t/T) n_c / N + (t/T) / C: a draw is a balanced one with
 * probability t/T and a plain one otherwise, which is that mixture.
 */
export function namedSampler(kind: SamplerKind, images: Pick<LabelledImages, "classes" | "labels">): ScheduledSampler {
  const [plain, balanced, root] = [classSampler(images, 1), classSampler(images, 0), classSampler(images, 0.5)];
  const samplers: Record<SamplerKind, ScheduledSampler> = {
    plain: (random) => plain(random),
    balanced: (random) => balanced(random),
    "square-root": (random) => root(random),
    progressive: (random, progress) => (random.chance(progress) ? balanced : plain)(random),
  };
  return samplers[kind];
}
