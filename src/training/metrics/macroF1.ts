import type { Confusion } from "./confusionMatrix.js";
import { macroMean } from "./macroMean.js";
import { perClassScores } from "./perClassScores.js";

/** Mean of the per-class F1 scores, over the classes that have images. */
export function macroF1(confusion: Confusion): number | null {
  return macroMean(perClassScores(confusion).f1);
}
