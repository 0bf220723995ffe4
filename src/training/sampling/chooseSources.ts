/** A class with fewer recognised encodings takes its best-scored ones: from fewer, the same faces would come again and again. */
export const LEAST_SOURCES = 20;

export interface ChosenSources {
  /** Numbers of the encodings that draws may start from, ascending. */
  readonly rows: readonly number[];
  /** How many the teacher recognised. */
  readonly recognised: number;
}

/**
 * Which encodings of a class draws may start from: those whose decoded image the teacher still gives the class; where these are fewer than
 * `least`, the `least` to which it gives the class with the highest probability.
 *
 * @param probabilities row-major [n, classes], the teacher's for the decoded image of each encoding.
 */
export function chooseSources(
  probabilities: ArrayLike<number>,
  classes: number,
  label: number,
  least = LEAST_SOURCES,
): ChosenSources {
  const count = probabilities.length / classes;
  const all = Array.from({ length: count }, (_, row) => row);
  const own = (row: number): number => probabilities[row * classes + label]!;
  const recognised = all.filter((row) => {
    for (let other = 0; other < classes; other++) {
      if (other !== label && probabilities[row * classes + other]! >= own(row)) return false;
    }
    return true;
  });
  if (recognised.length >= least) return { rows: recognised, recognised: recognised.length };
  const best = all.sort((a, b) => own(b) - own(a) || a - b).slice(0, least);
  return { rows: best.sort((a, b) => a - b), recognised: recognised.length };
}
