import { invariant } from "../../errors/invariant.js";
import type { Random } from "../../tensor/random.js";
import { type Confusion, confusionMatrix } from "./confusionMatrix.js";

/**
 * Confidence interval of the difference of a score between two classifiers on the same test images: images are drawn again with
 * replacement within each class (so that the few of a rare class always appear), and both classifiers are scored on the same draw.
 *
 * @param score of a confusion matrix, for example {@link meanClassAccuracy}.
 */
export function pairedBootstrap({
  truth,
  a,
  b,
  classes,
  score,
  random,
  resamples = 10_000,
  confidence = 0.95,
}: {
  readonly truth: ArrayLike<number>;
  readonly a: ArrayLike<number>;
  readonly b: ArrayLike<number>;
  readonly classes: number;
  readonly score: (confusion: Confusion) => number | null;
  readonly random: Random;
  readonly resamples?: number;
  readonly confidence?: number;
}): { difference: number; low: number; high: number } {
  const scored = (predicted: ArrayLike<number>, labels: ArrayLike<number> = truth): number => {
    const value = score(confusionMatrix(labels, predicted, classes));
    invariant(value !== null, "A score to compare is undefined.");
    return value;
  };
  const members = Array.from({ length: classes }, (_, label) =>
    Array.from({ length: truth.length }, (_, i) => i).filter((i) => truth[i] === label),
  );
  const labels = members.flatMap((images, label) => images.map(() => label));
  const differences = new Float64Array(resamples);
  for (let round = 0; round < resamples; round++) {
    const drawn = members.flatMap((images) => images.map(() => random.choice(images)));
    const of = (predicted: ArrayLike<number>) => drawn.map((i) => predicted[i]!);
    differences[round] = scored(of(a), labels) - scored(of(b), labels);
  }
  differences.sort();
  const at = (share: number) => differences[Math.min(Math.floor(share * resamples), resamples - 1)]!;
  return { difference: scored(a) - scored(b), low: at((1 - confidence) / 2), high: at((1 + confidence) / 2) };
}
