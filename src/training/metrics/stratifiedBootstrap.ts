import { invariant } from "../../errors/invariant.js";
import type { Random } from "../../tensor/random.js";

/** Means per class of several per-image values, under resampling: [resamples][values][classes]. */
export interface Resampled {
  readonly resamples: number;
  /** Mean of value set v over class c in a resample; NaN for a class without images. */
  mean(resample: number, v: number, c: number): number;
}

/**
 * Draws the images of every class again, with replacement and within the class, and averages per-image values over each class. All value sets see the
 * same draws, so that their differences are paired. Scores that are linear in the images' hits (accuracy, mean class accuracy, recall of a group)
 * follow from the class means, many of them from one pass: `pairedBootstrap` draws anew for each score and pair.
 *
 * @param values per set one value per image, such as 1 where a classifier is right, or the difference of two classifiers, or its mean over seeds.
 */
export function stratifiedBootstrap(
  truth: ArrayLike<number>,
  classes: number,
  values: readonly ArrayLike<number>[],
  { random, resamples = 10_000 }: { readonly random: Random; readonly resamples?: number },
): Resampled {
  for (const set of values) invariant(set.length === truth.length, "Every image needs a value.");
  const members: number[][] = Array.from({ length: classes }, () => []);
  for (let i = 0; i < truth.length; i++) members[truth[i]!]!.push(i);
  const means = new Float64Array(resamples * values.length * classes);
  const place = (resample: number, v: number, c: number): number => (resample * values.length + v) * classes + c;
  members.forEach((images, c) => {
    const n = images.length;
    // The values of a class side by side, so that the inner loop reads in order.
    const own = values.map((set) => Float64Array.from(images, (i) => set[i]!));
    const drawn = new Uint32Array(n);
    for (let resample = 0; resample < resamples; resample++) {
      drawn.fill(0);
      for (let k = 0; k < n; k++) {
        const chosen = random.integer(n);
        drawn[chosen] = drawn[chosen]! + 1;
      }
      own.forEach((set, v) => {
        let sum = 0;
        for (let k = 0; k < n; k++) sum += drawn[k]! * set[k]!;
        means[place(resample, v, c)] = sum / n;
      });
    }
  });
  return { resamples, mean: (resample, v, c) => means[place(resample, v, c)]! };
}

/** The middle `confidence` of numbers: percentiles of the bootstrap (Efron, 1979). */
export function percentileInterval(values: Float64Array, confidence = 0.95): { low: number; high: number } {
  const sorted = Float64Array.from(values).sort();
  const at = (share: number) => sorted[Math.min(Math.floor(share * sorted.length), sorted.length - 1)]!;
  return { low: at((1 - confidence) / 2), high: at((1 + confidence) / 2) };
}
