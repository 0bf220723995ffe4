import { Random } from "../../../tensor/random.js";
import {
  frequencyGroups,
  type McNemar,
  mcNemar,
  percentileInterval,
  stratifiedBootstrap,
} from "../../metrics/index.js";
import type { DataFacts } from "../facts.js";
import type { CollectedArm } from "./collectArms.js";

/** A score with the middle 95 % of its bootstrap over test images. */
export interface Estimate {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

export interface Scores {
  readonly accuracy: Estimate;
  readonly meanClassAccuracy: Estimate;
  /** Mean recall of the tail classes; NaN where there are none. */
  readonly tailRecall: Estimate;
}

/** The first arm minus the second, on the seeds that both have finished. */
export interface Comparison {
  readonly a: string;
  readonly b: string;
  readonly seeds: readonly number[];
  /** By split. */
  readonly difference: Readonly<Record<string, Scores>>;
  /** By split, one per seed. */
  readonly mcNemar: Readonly<Record<string, readonly McNemar[]>>;
}

export interface Compared {
  /** By arm, then split: means over the finished seeds. */
  readonly scores: ReadonlyMap<string, Readonly<Record<string, Scores>>>;
  readonly comparisons: readonly Comparison[];
}

/** One set of per-image values: an arm's hits, or the difference of two arms' hits, averaged over seeds. */
interface ValueSet {
  readonly values: (split: string) => Float64Array;
  readonly keep: (split: string, scores: Scores) => void;
}

/**
 * Scores of every finished arm and differences of the pairs, with intervals: images are drawn again within each class, the same images for all arms
 * and for all seeds (docs/experiment.md).
 *
 * @param pairs ids, first minus second; those of which an arm is missing are left out.
 */
export function compareArms(
  arms: readonly CollectedArm[],
  pairs: readonly (readonly [string, string])[],
  facts: DataFacts,
  resamples: number,
): Compared {
  const splits = Object.keys(facts.truth).filter((split) => split !== "validation");
  const hitsOf = (arm: CollectedArm, seeds: readonly number[], split: string): Float64Array => {
    const truth = facts.truth[split]!;
    const hits = new Float64Array(truth.length);
    for (const { seed, predicted } of arm.finished) {
      if (!seeds.includes(seed)) continue;
      predicted[split]!.forEach((label, i) => {
        if (label === truth[i]) hits[i] = hits[i]! + 1 / seeds.length;
      });
    }
    return hits;
  };
  const sets: ValueSet[] = [];
  const scores = new Map<string, Record<string, Scores>>();
  for (const arm of arms) {
    if (arm.finished.length === 0) continue;
    const own: Record<string, Scores> = {};
    scores.set(arm.id, own);
    const seeds = arm.finished.map(({ seed }) => seed);
    sets.push({
      values: (split) => hitsOf(arm, seeds, split),
      keep: (split, result) => {
        own[split] = result;
      },
    });
  }
  const comparisons: Comparison[] = [];
  for (const [idA, idB] of pairs) {
    const [a, b] = [idA, idB].map((id) => arms.find((arm) => arm.id === id)) as [CollectedArm?, CollectedArm?];
    const seeds = a?.finished
      .map(({ seed }) => seed)
      .filter((seed) => b?.finished.some((other) => other.seed === seed));
    if (!a || !b || !seeds || seeds.length === 0) continue;
    const difference: Record<string, Scores> = {};
    const tests = splits.map((split) => [split, seeds.map((seed) => tested(a, b, seed, split, facts))] as const);
    comparisons.push({ a: idA, b: idB, seeds, difference, mcNemar: Object.fromEntries(tests) });
    sets.push({
      values: (split) => {
        const minus = hitsOf(b, seeds, split);
        return hitsOf(a, seeds, split).map((value, i) => value - minus[i]!);
      },
      keep: (split, result) => {
        difference[split] = result;
      },
    });
  }
  if (sets.length > 0) for (const split of splits) resample(sets, split, facts, resamples);
  return { scores, comparisons };
}

function tested(a: CollectedArm, b: CollectedArm, seed: number, split: string, { truth }: DataFacts): McNemar {
  const of = (arm: CollectedArm) => arm.finished.find((finished) => finished.seed === seed)!.predicted[split]!;
  return mcNemar(truth[split]!, of(a), of(b));
}

/** Every score is a weighted sum of class means, so one set of draws serves all of them. */
function resample(sets: readonly ValueSet[], split: string, { truth, counts }: DataFacts, resamples: number): void {
  const labels = truth[split]!;
  const classes = counts.length;
  const present = counts.map((_, c) => labels.reduce((sum, label) => sum + (label === c ? 1 : 0), 0));
  const groups = frequencyGroups(counts);
  const weights = {
    accuracy: present.map((n) => n / labels.length),
    meanClassAccuracy: share(present.map((n) => n > 0)),
    tailRecall: share(present.map((n, c) => n > 0 && groups[c] === "tail")),
  };
  const values = sets.map((set) => set.values(split));
  const draws = stratifiedBootstrap(labels, classes, values, { random: new Random(1, "bootstrap", split), resamples });
  sets.forEach((set, v) => {
    const means = classMeans(values[v]!, labels, present);
    const estimate = (weight: readonly number[]): Estimate => {
      const weighed = (of: (c: number) => number) => weight.reduce((sum, w, c) => (w === 0 ? sum : sum + w * of(c)), 0);
      const drawn = Float64Array.from({ length: resamples }, (_, r) => weighed((c) => draws.mean(r, v, c)));
      const value = weight.every((w) => w === 0) ? Number.NaN : weighed((c) => means[c]!);
      return { value, ...percentileInterval(drawn) };
    };
    set.keep(split, {
      accuracy: estimate(weights.accuracy),
      meanClassAccuracy: estimate(weights.meanClassAccuracy),
      tailRecall: estimate(weights.tailRecall),
    });
  });
}

/** Equal weights for the classes that take part. */
function share(takesPart: readonly boolean[]): number[] {
  const count = takesPart.filter(Boolean).length;
  return takesPart.map((part) => (part ? 1 / count : 0));
}

function classMeans(values: Float64Array, labels: Uint8Array, present: readonly number[]): number[] {
  const sums = present.map(() => 0);
  values.forEach((value, i) => {
    sums[labels[i]!] = sums[labels[i]!]! + value;
  });
  return sums.map((sum, c) => sum / present[c]!);
}
