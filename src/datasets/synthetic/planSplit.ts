import { Random } from "../../tensor/random.js";
import type { SplitName } from "../dataset.js";
import { type Expression, expressionLabels } from "../labels.js";
import { confusedWith } from "./expressionTable.js";

/** What is decided about a face before it is drawn. */
export interface PlannedFace {
  readonly id: string;
  readonly split: SplitName;
  readonly label: Expression;
  /** What is drawn; differs from `label` by label noise. */
  readonly expression: Expression;
  /** Number within its split and label. */
  readonly index: number;
  /** People of different pools are different people. */
  readonly pool: string;
  readonly identity: number;
}

/** Share of training images with a wrong label. */
export const labelNoise = 0.04;

/**
 * The faces of one split, classes interleaved. Face k of a label comes at "time" (k + 1/2) / share of the label, and, in
 * training, shows one of the people introduced by then, one per two images: so a smaller set is exactly a part of a larger one with
 * the same seed. In the other splits every face is another person.
 *
 * @param counts images per label. @param shares share of each label in an unbounded set of this kind.
 */
export function planSplit(
  seed: number,
  split: SplitName,
  counts: readonly number[],
  shares: readonly number[],
): PlannedFace[] {
  const total = shares.reduce((a, b) => a + b, 0);
  const faces: { time: number; face: PlannedFace }[] = [];
  expressionLabels.forEach((label, c) => {
    for (let index = 0; index < counts[c]!; index++) {
      const random = new Random(seed, "synthetic", "plan", split, label, index);
      const time = ((index + 0.5) * total) / shares[c]!;
      const wrong = split === "train" && random.chance(labelNoise);
      const face: PlannedFace = {
        id: `${split}-${label}-${String(index).padStart(5, "0")}`,
        split,
        label,
        expression: wrong ? confusedWith[label] : label,
        index,
        pool: split,
        identity: split === "train" ? Math.floor((random.uniform() * time) / 2) : index * expressionLabels.length + c,
      };
      faces.push({ time, face });
    }
  });
  return faces.sort((a, b) => a.time - b.time).map(({ face }) => face);
}
