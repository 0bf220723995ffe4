import {
  clipToRange,
  type FilteredDraws,
  type LatentRange,
  type LatentStatistics,
  type LatentVariant,
  latentSampler,
  TruncatedRandom,
  teacherFilter,
} from "../../augmentation/index.js";
import type { Session } from "../../runtime/index.js";
import { Random } from "../../tensor/random.js";
import { classify } from "./classify.js";
import { inBatches } from "./inBatches.js";

/** By class index: generated images, uint8 [n, size, size, 3] back to back. */
export type AugmentedPool = ReadonlyMap<number, Uint8Array>;

export interface PoolOptions {
  readonly labels: readonly string[];
  /** For every class, or by label. */
  readonly s: number | ReadonlyMap<string, number>;
  readonly count: number;
  readonly seed: number;
  /** What is drawn; the method itself unless a comparison asks for a control. */
  readonly variant?: LatentVariant;
  /** Normals beyond so many deviations are drawn again. */
  readonly truncation?: number | null;
  /** Where every coordinate is moved to. */
  readonly range?: LatentRange;
  /** Draws that the teacher does not recognise are drawn again. */
  readonly filter?: {
    readonly teacher: Session;
    readonly size: number;
    readonly threshold: number;
    readonly retries: number;
    /** Told once per class: these rates belong in every report. */
    readonly report: (label: string, rates: Omit<FilteredDraws, "latents">) => void;
  };
}

/**
 * Decodes `count` images per class from z' = E_mu(x) + √s L r, x drawn evenly from the class's sources. Image i of a class depends on
 * (seed, s, class, i) only, and with a filter on the teacher.
 */
export async function generatePool(
  decoder: Session,
  statistics: ReadonlyMap<string, LatentStatistics>,
  options: PoolOptions,
): Promise<AugmentedPool> {
  const pool = new Map<number, Uint8Array>();
  const sample = latentSampler(options.variant ?? "class", statistics, options.s);
  const decode = async (latents: readonly Float32Array[]): Promise<Uint8Array> => {
    const d = latents[0]?.length ?? 0;
    const data = new Float32Array(latents.length * d);
    for (const [i, latent] of latents.entries()) data.set(latent, i * d);
    const { images } = await inBatches(decoder, "latents", { data, shape: [latents.length, d] });
    return images!.data as Uint8Array;
  };
  for (const [label, { sources, mean }] of statistics) {
    const d = mean.length;
    const randomOf = (...path: readonly number[]): Random =>
      options.truncation
        ? new TruncatedRandom(options.truncation, options.seed, "pool", label, ...path)
        : new Random(options.seed, "pool", label, ...path);
    // A draw that is repeated starts from the same source; only the noise is new.
    const draw = (i: number, attempt = 0): Float32Array => {
      const random = randomOf(i);
      const source = random.integer(sources.length / d);
      const latent = sample(label, source, attempt === 0 ? random : randomOf(i, attempt));
      return options.range ? clipToRange(latent, options.range) : latent;
    };
    const index = options.labels.indexOf(label);
    let latents: readonly Float32Array[];
    if (options.filter) {
      const { teacher, size, threshold, retries, report } = options.filter;
      const fallback = (i: number): Float32Array => {
        const source = randomOf(i).integer(sources.length / d);
        return sources.slice(source * d, (source + 1) * d);
      };
      const judge = async (candidates: readonly Float32Array[]): Promise<Float32Array> => {
        const probabilities = await classify(teacher, await decode(candidates), size);
        return Float32Array.from(candidates, (_, i) => probabilities[i * options.labels.length + index]!);
      };
      const { latents: kept, ...rates } = await teacherFilter({
        ...{ count: options.count, draw, judge, fallback, threshold, retries },
      });
      report(label, rates);
      latents = kept;
    } else latents = Array.from({ length: options.count }, (_, i) => draw(i));
    pool.set(index, await decode(latents));
  }
  return pool;
}
