import type { DataProblem } from "../dataProblem.js";
import type { SplitName } from "../dataset.js";
import type { ListedImage } from "./listing.js";

/** Warns where a split does not have the published number of images per label: copies in circulation are not all complete or clean. */
export function checkCounts(
  file: string,
  images: readonly ListedImage[],
  labels: readonly string[],
  official: Partial<Record<SplitName, readonly number[]>>,
): DataProblem[] {
  return Object.entries(official).flatMap(([split, expected]): DataProblem[] => {
    const got = labels.map((label) => images.filter((image) => image.split === split && image.label === label).length);
    if (got.every((count, i) => count === expected[i])) return [];
    const message =
      `expected the official counts ${expected.join(", ")} for ${split} (${labels.join(", ")}), got ${got.join(", ")}: ` +
      `results are not comparable with published ones`;
    return [{ severity: "warning", code: "UNEXPECTED_COUNTS", file, message }];
  });
}
