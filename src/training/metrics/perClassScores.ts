import type { Confusion } from "./confusionMatrix.js";

/** One entry per class; null for a class of which there is no image. */
export interface PerClassScores {
  readonly support: number[];
  readonly recall: (number | null)[];
  /** 0 for a class with images that is never predicted. */
  readonly precision: (number | null)[];
  readonly f1: (number | null)[];
}

export function perClassScores(confusion: Confusion): PerClassScores {
  const scores: PerClassScores = { support: [], recall: [], precision: [], f1: [] };
  confusion.forEach((row, index) => {
    const right = row[index]!;
    const support = row.reduce((sum, count) => sum + count, 0);
    const predicted = confusion.reduce((sum, other) => sum + other[index]!, 0);
    scores.support.push(support);
    scores.recall.push(support === 0 ? null : right / support);
    scores.precision.push(support === 0 ? null : predicted === 0 ? 0 : right / predicted);
    scores.f1.push(support === 0 ? null : (2 * right) / (support + predicted));
  });
  return scores;
}
