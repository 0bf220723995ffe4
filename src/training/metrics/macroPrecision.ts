import type { Confusion } from "./confusionMatrix.js";
import { macroMean } from "./macroMean.js";
import { perClassScores } from "./perClassScores.js";

/** Mean of the per-class precisions, over the classes that have images. */
export function macroPrecision(confusion: Confusion): number | null {
  return macroMean(perClassScores(confusion).precision);
}
