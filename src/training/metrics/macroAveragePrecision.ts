import { averagePrecision } from "./averagePrecision.js";
import { macroMean } from "./macroMean.js";

/** Mean over classes of the one-against-rest average precision; `probabilities` is row-major [n, C]. */
export function macroAveragePrecision(
  probabilities: ArrayLike<number>,
  truth: ArrayLike<number>,
  classes: number,
): number | null {
  return macroMean(
    Array.from({ length: classes }, (_, label) =>
      averagePrecision(
        Array.from({ length: truth.length }, (_, i) => probabilities[i * classes + label]!),
        Array.from({ length: truth.length }, (_, i) => truth[i] === label),
      ),
    ),
  );
}
