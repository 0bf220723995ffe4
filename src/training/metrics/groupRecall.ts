import type { Confusion } from "./confusionMatrix.js";
import { type FrequencyGroup, frequencyGroups } from "./frequencyGroups.js";
import { macroMean } from "./macroMean.js";
import { perClassScores } from "./perClassScores.js";

/** Mean per-class recall of head, mid and tail classes, grouped by their training counts; null for a group without classes. */
export function groupRecall(
  confusion: Confusion,
  classCounts: readonly number[],
): Record<FrequencyGroup, number | null> {
  const groups = frequencyGroups(classCounts);
  const { recall } = perClassScores(confusion);
  const mean = (group: FrequencyGroup) => macroMean(recall.filter((_, index) => groups[index] === group));
  return { head: mean("head"), mid: mean("mid"), tail: mean("tail") };
}
