import type { Confusion } from "./confusionMatrix.js";
import { macroMean } from "./macroMean.js";
import { perClassScores } from "./perClassScores.js";

/**
 * Mean of the per-class recalls (balanced accuracy). The best reading of the paper's undefined "mAP": docs/method.md, section 8.1.
 */
export function meanClassAccuracy(confusion: Confusion): number | null {
  return macroMean(perClassScores(confusion).recall);
}
