import { choleskyWithJitter } from "../tensor/linalg/choleskyWithJitter.js";
import { symmetricEigen } from "../tensor/linalg/symmetricEigen.js";
import type { Random } from "../tensor/random.js";
import { drawLatent } from "./drawLatent.js";
import { drawLatentByEigen } from "./drawLatentByEigen.js";
import { drawLatentLowRank } from "./drawLatentLowRank.js";
import { drawLatentPreserving } from "./drawLatentPreserving.js";
import { EmptyClassError } from "./emptyClassError.js";
import type { LatentStatistics } from "./estimateStatistics.js";
import { isotropicFactor } from "./isotropicFactor.js";
import { pooledCovariance } from "./pooledCovariance.js";
import { drawLatentSmote } from "./smote.js";

/** The method ("class"), other ways to draw it, and the controls that it has to beat; docs/method.md, sections 5.2 and 5.6. */
export const latentVariants = [
  "class",
  "literal",
  "preserving",
  "eigen",
  "low-rank",
  "reconstruction",
  "isotropic",
  "shuffled",
  "pooled-only",
  "class-gaussian",
  "smote",
] as const;
export type LatentVariant = (typeof latentVariants)[number];

/** A new latent vector [d] of a class from number `source` of its sources. */
export type LatentSampler = (label: string, source: number, random: Random) => Float32Array;

interface Draw extends LatentStatistics {
  /** The source encoding; `mean` is the class's. */
  readonly from: Float32Array;
  readonly s: number;
  readonly random: Random;
}

/**
 * The sampler of a variant over the statistics of all classes.
 *
 * @param s strength for every class, or by label. "reconstruction", "class-gaussian" and "smote" have none and ignore it.
 * @throws EmptyClassError when a class is asked for that has no statistics or no strength. RangeError for "preserving" with s above 1.
 */
export function latentSampler(
  variant: LatentVariant,
  statistics: ReadonlyMap<string, LatentStatistics>,
  s: number | ReadonlyMap<string, number>,
): LatentSampler {
  const draw = makers[variant](statistics);
  return (label, source, random) => {
    const ofClass = statistics.get(label);
    const strength = typeof s === "number" ? s : s.get(label);
    if (!ofClass || strength === undefined) throw new EmptyClassError(label);
    const d = ofClass.mean.length;
    const from = ofClass.sources.subarray(source * d, (source + 1) * d);
    return draw({ ...ofClass, from, s: strength, random }, label, source);
  };
}

type Maker = (
  statistics: ReadonlyMap<string, LatentStatistics>,
) => (draw: Draw, label: string, source: number) => Float32Array;

const makers: Record<LatentVariant, Maker> = {
  class: () => (draw) => move(draw, draw.factor),
  literal:
    () =>
    ({ from, factor, s, random }) =>
      drawLatent({ mean: from, factor, s, random, form: "literal" }),
  preserving:
    () =>
    ({ from, mean, factor, s, random }) =>
      drawLatentPreserving({ mean: from, classMean: mean, factor, s, random }),
  eigen: (statistics) => {
    const eigens = new Map(
      [...statistics].map(([label, { covariance, mean }]) => [label, symmetricEigen(covariance, mean.length)]),
    );
    return ({ from, s, random }, label) => drawLatentByEigen({ mean: from, eigen: eigens.get(label)!, s, random });
  },
  "low-rank":
    () =>
    ({ from, mean, encodings, count, s, random }) =>
      drawLatentLowRank({
        mean: from,
        encodings: { data: encodings, count, size: mean.length },
        classMean: mean,
        s,
        random,
      }),
  reconstruction:
    () =>
    ({ from }) =>
      Float32Array.from(from),
  isotropic: (statistics) => {
    const factors = new Map(
      [...statistics].map(([label, { factor, mean }]) => [label, isotropicFactor(factor, mean.length)]),
    );
    return (draw, label) => move(draw, factors.get(label)!);
  },
  // Every class takes the covariance of the next one: no class keeps its own, and nothing depends on a seed.
  shuffled: (statistics) => {
    const labels = [...statistics.keys()];
    return (draw, label) => move(draw, statistics.get(labels[(labels.indexOf(label) + 1) % labels.length]!)!.factor);
  },
  "pooled-only": (statistics) => {
    const all = [...statistics.values()];
    const d = all[0]?.mean.length ?? 0;
    const samples = all.map(({ encodings, count }) => ({ data: encodings, count, size: d }));
    const factor = Float32Array.from(choleskyWithJitter(pooledCovariance(samples, d), d).factor);
    return (draw) => move(draw, factor);
  },
  "class-gaussian":
    () =>
    ({ mean, factor, random }) =>
      drawLatent({ mean, factor, s: 1, random }),
  smote:
    () =>
    ({ sources, mean, random }, _, source) =>
      drawLatentSmote({ data: sources, count: sources.length / mean.length, size: mean.length }, source, random),
};

function move({ from, s, random }: Draw, factor: Float32Array): Float32Array {
  return drawLatent({ mean: from, factor, s, random });
}
