import type { DataProblem } from "./dataProblem.js";
import type { LabelledImages } from "./labelledImages.js";

export type SplitName = "train" | "validation" | "test" | "balancedTest";

/** A data set, decoded and ready for training. */
export interface Dataset {
  readonly name: string;
  readonly labels: readonly string[];
  readonly splits: {
    readonly train: LabelledImages;
    readonly validation: LabelledImages;
    readonly test: LabelledImages;
    /** As many images of every class; accuracy on it is the mean of the per-class recalls. */
    readonly balancedTest?: LabelledImages;
  };
  /** SHA-256 over labels, size, and every split's ids, classes and pixels. */
  readonly fingerprint: string;
  readonly problems: readonly DataProblem[];
}

/** What loading reports while it works. */
export interface LoadProgress {
  readonly stage: "render" | "decode";
  readonly done: number;
  readonly total: number;
}
