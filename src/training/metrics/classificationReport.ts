import { invariant } from "../../errors/invariant.js";
import { accuracy } from "./accuracy.js";
import { argmaxRows } from "./argmaxRows.js";
import { confusionMatrix } from "./confusionMatrix.js";
import { expectedCalibrationError } from "./expectedCalibrationError.js";
import type { FrequencyGroup } from "./frequencyGroups.js";
import { groupRecall } from "./groupRecall.js";
import { macroAveragePrecision } from "./macroAveragePrecision.js";
import { macroMean } from "./macroMean.js";
import { perClassScores } from "./perClassScores.js";

/** Everything that is reported about a classifier on one split; the names are those of a bundle's manifest. */
export interface ClassificationReport {
  readonly images: number;
  /** The paper's "total precision". */
  readonly accuracy: number;
  /** The paper's "mAP" in the reading of docs/method.md, section 8.1. */
  readonly meanClassAccuracy: number;
  readonly macroPrecision: number;
  readonly macroF1: number;
  readonly macroAveragePrecision: number;
  readonly expectedCalibrationError: number;
  readonly groupRecall: Record<FrequencyGroup, number | null>;
  readonly perClassRecall: (number | null)[];
  readonly perClassPrecision: (number | null)[];
  readonly perClassF1: (number | null)[];
  readonly confusion: number[][];
}

/**
 * @param probabilities row-major [n, C], n at least 1. @param truth class index of each image.
 * @param classCounts training images per class, which set head, mid and tail.
 */
export function classificationReport(
  probabilities: ArrayLike<number>,
  truth: ArrayLike<number>,
  classCounts: readonly number[],
): ClassificationReport {
  const classes = classCounts.length;
  invariant(truth.length > 0, "A report needs at least one image.");
  const confusion = confusionMatrix(truth, argmaxRows(probabilities, classes), classes);
  const { recall, precision, f1 } = perClassScores(confusion);
  // With at least one image every mean below has at least one class.
  return {
    images: truth.length,
    accuracy: accuracy(confusion)!,
    meanClassAccuracy: macroMean(recall)!,
    macroPrecision: macroMean(precision)!,
    macroF1: macroMean(f1)!,
    macroAveragePrecision: macroAveragePrecision(probabilities, truth, classes)!,
    expectedCalibrationError: expectedCalibrationError(probabilities, truth, classes)!,
    groupRecall: groupRecall(confusion, classCounts),
    perClassRecall: recall,
    perClassPrecision: precision,
    perClassF1: f1,
    confusion,
  };
}
