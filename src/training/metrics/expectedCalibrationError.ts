import { argmaxRows } from "./argmaxRows.js";

/**
 * Expected calibration error (Guo, Pleiss, Sun and Weinberger, 2017): the mean distance between the confidence in the predicted class
 * and how often it is right, over bins of equal width (lower edge excluded). `probabilities` is row-major [n, C]; null without images.
 */
export function expectedCalibrationError(
  probabilities: ArrayLike<number>,
  truth: ArrayLike<number>,
  classes: number,
  bins = 15,
): number | null {
  if (truth.length === 0) return null;
  const predicted = argmaxRows(probabilities, classes);
  // Per bin only Σ (right - confidence) matters: its size over n is the bin's weight times its gap.
  const gaps = new Float64Array(bins);
  predicted.forEach((label, i) => {
    const confidence = probabilities[i * classes + label]!;
    const bin = Math.min(Math.max(Math.ceil(confidence * bins) - 1, 0), bins - 1);
    gaps[bin] = gaps[bin]! + (truth[i] === label ? 1 : 0) - confidence;
  });
  return gaps.reduce((sum, gap) => sum + Math.abs(gap), 0) / truth.length;
}
