import { ArgumentOutOfRangeError } from "../../serving/errors/argumentOutOfRangeError.js";

/** Images that there are of a class, or should be. */
export interface LabelCount {
  readonly label: string;
  readonly count: number;
}

/**
 * How many images to generate of each class to fill it up.
 * @param existing images that there are, of every class. @param labels the classes to fill up.
 * @param target a number of images, or a ratio of the largest class's (1 makes all equal to it).
 * @returns without the classes that have enough.
 * @throws ArgumentOutOfRangeError when every class has enough.
 */
export function countsToBalance(
  existing: readonly LabelCount[],
  labels: readonly string[],
  target: { readonly count: number } | { readonly ratio: number },
): LabelCount[] {
  const largest = Math.max(0, ...existing.map(({ count }) => count));
  const wanted = "count" in target ? target.count : Math.ceil(target.ratio * largest);
  const missing = labels.flatMap((label) => {
    const there = existing.find((one) => one.label === label)?.count ?? 0;
    return there < wanted ? [{ label, count: wanted - there }] : [];
  });
  if (missing.length === 0) {
    throw new ArgumentOutOfRangeError("balance", "more than the classes already have", `${wanted} of each`);
  }
  return missing;
}
