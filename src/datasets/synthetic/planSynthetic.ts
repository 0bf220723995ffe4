import { apportion } from "../apportion.js";
import type { SplitName } from "../dataset.js";
import { rafDbCounts } from "../rafDbCounts.js";
import { type PlannedFace, planSplit } from "./planSplit.js";
import type { SyntheticOptions } from "./syntheticOptions.js";

/**
 * Every face of a synthetic set: training images in RAF-DB's long-tailed ratio, a tenth as many for validation, a test split in
 * RAF-DB's test ratio and proportion (a quarter of the training count), and a balanced one (docs/method.md, section 9.5).
 */
export function planSynthetic(options: SyntheticOptions): ReadonlyMap<SplitName, readonly PlannedFace[]> {
  const { seed, count = 1500, balancedPerClass = 100 } = options;
  const { train, test } = rafDbCounts;
  const sum = (list: readonly number[]) => list.reduce((a, b) => a + b, 0);
  const testCount = Math.round((count * sum(test)) / sum(train));
  const plan = new Map<SplitName, readonly PlannedFace[]>([
    ["train", planSplit(seed, "train", apportion(train, count, 1), train)],
    ["validation", planSplit(seed, "validation", apportion(train, Math.round(count / 10), 1), train)],
    ["test", planSplit(seed, "test", apportion(test, testCount, 1), test)],
  ]);
  if (balancedPerClass > 0) {
    const even = train.map(() => balancedPerClass);
    plan.set(
      "balancedTest",
      planSplit(
        seed,
        "balancedTest",
        even,
        train.map(() => 1),
      ),
    );
  }
  return plan;
}
