import type { ClassPlan, JobPlan } from "./jobPlan.js";

/** One image of a job. */
export interface Sample {
  /** Place among all images of the job, from 0. */
  readonly number: number;
  readonly label: string;
  readonly s: number;
  /** Place among the images of its class. */
  readonly index: number;
}

/**
 * The images of a job in the order of its files: the classes interleaved as evenly as their counts allow, so that every stretch of a shard,
 * and what a loader's shuffle buffer holds of it, has the classes in the proportions of the whole. Image i of a class that has n stands at
 * (2i + 1) / 2n of the way; ties go to the class that was named first.
 */
export function* samplesOf({ classes }: Pick<JobPlan, "classes">): Generator<Sample, void, void> {
  const taken = classes.map(() => 0);
  for (let number = 0; ; number++) {
    const next = earliest(classes, taken);
    if (next === undefined) return;
    const { label, s } = classes[next]!;
    yield { number, label, s, index: taken[next]!++ };
  }
}

function earliest(classes: readonly ClassPlan[], taken: readonly number[]): number | undefined {
  let best: number | undefined;
  classes.forEach(({ count }, i) => {
    if (taken[i]! >= count) return;
    // Fractions compared by their cross products, which are exact below 2^53.
    if (best === undefined || (2 * taken[i]! + 1) * classes[best]!.count < (2 * taken[best]! + 1) * count) best = i;
  });
  return best;
}
