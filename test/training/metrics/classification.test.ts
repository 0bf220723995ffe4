import { describe, expect, it } from "vitest";
import { Random } from "../../../src/tensor/random.js";
import {
  accuracy,
  averagePrecision,
  classificationReport,
  confusionMatrix,
  expectedCalibrationError,
  frequencyGroups,
  groupRecall,
  macroAveragePrecision,
  macroF1,
  macroPrecision,
  meanClassAccuracy,
  pairedBootstrap,
  perClassScores,
} from "../../../src/training/metrics/index.js";

// Rows are the truth: 8 of 10, 3 of 4 and 1 of 2 images are right.
const confusion = [
  [8, 1, 1],
  [1, 3, 0],
  [1, 0, 1],
];

describe("scores from a confusion matrix", () => {
  it("count rows by truth and columns by prediction", () => {
    expect(confusionMatrix([0, 0, 1, 2], [0, 1, 1, 0], 3)).toEqual([
      [1, 1, 0],
      [0, 1, 0],
      [1, 0, 0],
    ]);
    expect(() => confusionMatrix([0], [3], 3)).toThrow();
  });

  it("agree with hand computation", () => {
    expect(accuracy(confusion)).toBeCloseTo(12 / 16, 12);
    expect(meanClassAccuracy(confusion)).toBeCloseTo((0.8 + 0.75 + 0.5) / 3, 12);
    expect(macroPrecision(confusion)).toBeCloseTo((8 / 10 + 3 / 4 + 1 / 2) / 3, 12);
    expect(macroF1(confusion)).toBeCloseTo((16 / 20 + 6 / 8 + 2 / 4) / 3, 12);
  });

  it("leave out a class without images, and give 0 precision to one never predicted", () => {
    const scores = perClassScores([
      [2, 0, 1],
      [1, 0, 0],
      [0, 0, 0],
    ]);
    expect(scores.recall).toEqual([2 / 3, 0, null]);
    expect(scores.precision).toEqual([2 / 3, 0, null]);
    expect(scores.f1).toEqual([2 / 3, 0, null]);
    expect(scores.support).toEqual([3, 1, 0]);
    expect(accuracy([[0]])).toBeNull();
  });

  it("group RAF-DB's classes into its head, middle and tail", () => {
    const counts = [1290, 281, 717, 4772, 1982, 705, 2524];
    expect(frequencyGroups(counts)).toEqual(["mid", "tail", "tail", "head", "head", "tail", "head"]);
    expect(groupRecall(confusion, [100, 40, 10])).toEqual({ head: 0.8, mid: 0.75, tail: 0.5 });
  });
});

describe("average precision", () => {
  it("treats equal scores as one threshold", () => {
    const scores = [0.9, 0.8, 0.8, 0.6, 0.6, 0.1];
    const positive = [1, 0, 1, 1, 0, 0];
    expect(averagePrecision(scores, positive)).toBeCloseTo(0.755556, 6);
    const swapped = [1, 1, 0, 0, 1, 0];
    expect(averagePrecision(scores, swapped)).toBeCloseTo(0.755556, 6);
  });

  it("is 1 for a perfect order, the share of positives for equal scores, null without positives", () => {
    expect(averagePrecision([3, 2, 1], [true, true, false])).toBe(1);
    expect(averagePrecision([1, 1, 1, 1], [true, false, false, false])).toBe(0.25);
    expect(averagePrecision([1, 2], [false, false])).toBeNull();
  });

  it("averages one-against-rest over the classes that have images", () => {
    const probabilities = [0.8, 0.2, 0, 0.6, 0.4, 0, 0.7, 0.3, 0];
    // Class 0: scores .8 .6 .7, positives first and second: 1/2 + 1/2 · 2/3. Class 1: scores .2 .4 .3, third is positive: 1/2.
    expect(macroAveragePrecision(probabilities, [0, 0, 1], 3)).toBeCloseTo((5 / 6 + 1 / 2) / 2, 12);
  });
});

describe("expected calibration error", () => {
  it("is the gap between confidence and accuracy, bin by bin", () => {
    // Two at .9, one right: gap .4, weight 1/2. Two at .6, both right: gap .4, weight 1/2.
    const probabilities = [0.9, 0.1, 0.9, 0.1, 0.6, 0.4, 0.4, 0.6];
    expect(expectedCalibrationError(probabilities, [0, 1, 0, 1], 2, 10)).toBeCloseTo(0.4, 6);
    // One bin: mean confidence .75, accuracy .75.
    expect(expectedCalibrationError(probabilities, [0, 1, 0, 1], 2, 1)).toBeCloseTo(0, 6);
    expect(expectedCalibrationError([1, 0], [0], 2)).toBe(0);
    expect(expectedCalibrationError([], [], 2)).toBeNull();
  });
});

describe("a classification report", () => {
  it("holds every figure, in the form a bundle's manifest takes", () => {
    const report = classificationReport([0.9, 0.1, 0.6, 0.4, 0.7, 0.3, 0.2, 0.8], [0, 0, 1, 1], [30, 10]);
    expect(report).toMatchObject({
      images: 4,
      accuracy: 0.75,
      meanClassAccuracy: 0.75,
      perClassRecall: [1, 0.5],
      groupRecall: { head: 1, mid: 0.5, tail: null },
      confusion: [
        [2, 0],
        [1, 1],
      ],
    });
    expect(report.macroPrecision).toBeCloseTo((2 / 3 + 1) / 2, 12);
  });
});

describe("the paired bootstrap", () => {
  const truth = Array.from({ length: 400 }, (_, i) => (i < 360 ? 0 : 1));
  const wrongEvery = (n: number) => truth.map((label, i) => (i % n === 0 ? 1 - label : label));
  const compare = (a: number[], b: number[]) =>
    pairedBootstrap({ truth, a, b, classes: 2, score: accuracy, random: new Random(1), resamples: 1000 });

  it("finds no difference between a classifier and itself, and a real one where there is one", () => {
    expect(compare(wrongEvery(10), wrongEvery(10))).toEqual({ difference: 0, low: 0, high: 0 });
    const { difference, low, high } = compare(wrongEvery(20), wrongEvery(4));
    expect(difference).toBeCloseTo(0.2, 12);
    expect(low).toBeGreaterThan(0.1);
    expect(high).toBeLessThan(0.3);
  });

  it("has the width of the binomial error when the classifiers err apart", () => {
    // b is always right, so the difference is minus a's error rate of 1/10: deviation sqrt(.1 · .9 / 400) = .015.
    const { low, high } = compare(wrongEvery(10), truth);
    expect((high - low) / 2).toBeGreaterThan(1.96 * 0.015 * 0.85);
    expect((high - low) / 2).toBeLessThan(1.96 * 0.015 * 1.15);
  });
});
