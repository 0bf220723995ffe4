import type { SplitName } from "../dataset.js";

const names: Readonly<Record<string, SplitName>> = {
  train: "train",
  training: "train",
  valid: "validation",
  val: "validation",
  validation: "validation",
  test: "test",
  balancedtest: "balancedTest",
};

/** The split that a folder or a column means; undefined when unknown. */
export function splitNamed(text: string): SplitName | undefined {
  return names[text.toLowerCase()];
}

export const knownSplits = "train, valid, val, validation, test or balancedTest";
