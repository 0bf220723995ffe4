import type { LabelledImages } from "../labelledImages.js";
import { expressionLabels } from "../labels.js";
import { rafDbCounts } from "../rafDbCounts.js";
import { selectSplit } from "./loadSynthetic.js";
import { planSplit } from "./planSplit.js";
import { type RenderOptions, renderFaces } from "./renderSynthetic.js";
import { defaultExpressiveness, rendererVersion } from "./syntheticOptions.js";

export interface MoreFaces extends Pick<RenderOptions, "seed" | "size" | "expressiveness" | "cacheDir" | "onProgress"> {
  readonly split: "train" | "balancedTest";
  /** Images per label that there are already. */
  readonly from: readonly number[];
  /** Images per label that there should be. */
  readonly to: number;
}

/**
 * The faces by which a split of the synthetic set would go on if it were larger: a larger set begins with the smaller one's, so these and a split of
 * `from` images make one of `to` per label. For training images they are drawn from as many more people, with the same share of wrong labels.
 */
export async function loadMoreFaces(options: MoreFaces): Promise<LabelledImages> {
  const { seed, size, split, from, to, expressiveness = defaultExpressiveness } = options;
  const shares = split === "train" ? rafDbCounts.train : from.map(() => 1);
  const counts = from.map((count) => (count < to ? to : 0));
  const plan = () =>
    planSplit(seed, split, counts, shares).filter(
      ({ label, index }) => index >= from[expressionLabels.indexOf(label)]!,
    );
  const parameters = { rendererVersion, seed, size, expressiveness, split, from: from.join(), to };
  const { images, records } = await renderFaces(plan, parameters, options);
  return selectSplit(split, size, images, records);
}
