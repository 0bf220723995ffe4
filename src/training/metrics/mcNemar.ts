import { invariant } from "../../errors/invariant.js";

/** What McNemar's test says of two classifiers on the same images. */
export interface McNemar {
  /** Images that only the first, and only the second, classifies rightly. */
  readonly onlyA: number;
  readonly onlyB: number;
  /** (|onlyA - onlyB| - 1)² / (onlyA + onlyB), with Edwards' correction for continuity; 0 where they never differ. */
  readonly statistic: number;
  /** Two-sided: of the exact binomial below 25 differing images, of the statistic's chi-squared distribution from there up. */
  readonly p: number;
}

/** Whether two classifiers have the same accuracy, from the images on which just one of them is right (McNemar, 1947). */
export function mcNemar(truth: ArrayLike<number>, a: ArrayLike<number>, b: ArrayLike<number>): McNemar {
  invariant(truth.length === a.length && truth.length === b.length, "McNemar's test needs the same images.");
  let onlyA = 0;
  let onlyB = 0;
  for (let i = 0; i < truth.length; i++) {
    const [rightA, rightB] = [a[i] === truth[i], b[i] === truth[i]];
    if (rightA && !rightB) onlyA++;
    if (rightB && !rightA) onlyB++;
  }
  const n = onlyA + onlyB;
  const statistic = n === 0 ? 0 : Math.max(Math.abs(onlyA - onlyB) - 1, 0) ** 2 / n;
  const p = n < 25 ? exact(Math.min(onlyA, onlyB), n) : chiSquaredTail(statistic);
  return { onlyA, onlyB, statistic, p };
}

/** Twice the chance of `fewer` or fewer heads among n throws, at most 1. */
function exact(fewer: number, n: number): number {
  let term = 0.5 ** n;
  let sum = term;
  for (let k = 1; k <= fewer; k++) {
    term *= (n - k + 1) / k;
    sum += term;
  }
  return Math.min(1, 2 * sum);
}

/** Chance that chi-squared with one degree of freedom exceeds x: erfc(√(x / 2)). */
function chiSquaredTail(x: number): number {
  return erfc(Math.sqrt(x / 2));
}

/** By series up to 2 and Lentz's continued fraction beyond (Abramowitz and Stegun 7.1.6 and 7.1.14), to 1e-12. */
function erfc(x: number): number {
  if (x < 2) {
    let term = (2 * x * Math.exp(-x * x)) / Math.sqrt(Math.PI);
    let sum = term;
    for (let n = 1; Math.abs(term) > 1e-17; n++) {
      term *= (2 * x * x) / (2 * n + 1);
      sum += term;
    }
    return 1 - sum;
  }
  // x + (1/2)/(x + 1/(x + (3/2)/(x + ...))), from far inside out.
  let fraction = x;
  for (let k = 200; k >= 1; k--) fraction = x + k / 2 / fraction;
  return Math.exp(-x * x) / Math.sqrt(Math.PI) / fraction;
}
