import { type LatentStatistics, type LatentVariant, latentSampler } from "../../augmentation/index.js";
import type { Session } from "../../runtime/index.js";
import { Random } from "../../tensor/random.js";
import { inBatches } from "./inBatches.js";

/** By class index: generated images, uint8 [n, size, size, 3] back to back. */
export type AugmentedPool = ReadonlyMap<number, Uint8Array>;

/**
 * Decodes `count` images per class from z' = E_mu(x) + √s L r, x drawn evenly from the class's sources. Image i of a class depends on
 * (seed, s, class, i) only.
 */
export async function generatePool(
  decoder: Session,
  statistics: ReadonlyMap<string, LatentStatistics>,
  options: {
    readonly labels: readonly string[];
    /** For every class, or by label. */
    readonly s: number | ReadonlyMap<string, number>;
    readonly count: number;
    readonly seed: number;
    /** What is drawn; the method itself unless a comparison asks for a control. */
    readonly variant?: LatentVariant;
  },
): Promise<AugmentedPool> {
  const pool = new Map<number, Uint8Array>();
  const draw = latentSampler(options.variant ?? "class", statistics, options.s);
  for (const [label, { sources, mean }] of statistics) {
    const d = mean.length;
    const latents = new Float32Array(options.count * d);
    for (let i = 0; i < options.count; i++) {
      const random = new Random(options.seed, "pool", label, i);
      latents.set(draw(label, random.integer(sources.length / d), random), i * d);
    }
    const { images } = await inBatches(decoder, "latents", { data: latents, shape: [options.count, d] });
    pool.set(options.labels.indexOf(label), images!.data as Uint8Array);
  }
  return pool;
}
