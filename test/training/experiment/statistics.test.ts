import { describe, expect, it } from "vitest";
import { Random } from "../../../src/tensor/random.js";
import {
  accuracy,
  mcNemar,
  pairedBootstrap,
  percentileInterval,
  stratifiedBootstrap,
} from "../../../src/training/metrics/index.js";

/** Two classifiers' answers on images of class 1 with these numbers of both right, only a, only b, neither. */
function answers(both: number, onlyA: number, onlyB: number, neither: number) {
  const repeat = (a: number, b: number, times: number) => Array.from({ length: times }, () => [a, b] as const);
  const pairs = [...repeat(1, 1, both), ...repeat(1, 0, onlyA), ...repeat(0, 1, onlyB), ...repeat(0, 0, neither)];
  return { truth: pairs.map(() => 1), a: pairs.map(([a]) => a), b: pairs.map(([, b]) => b) };
}

describe("McNemar's test", () => {
  it("gives Agresti's approval ratings the statistic of the textbook, with the correction", () => {
    // Agresti, Categorical Data Analysis: 794, 150, 86, 570. (|150 - 86| - 1)² / 236 = 16.818; P(χ² > 16.818) = 4.1e-5.
    const { truth, a, b } = answers(794, 150, 86, 570);
    const test = mcNemar(truth, a, b);
    expect(test).toMatchObject({ onlyA: 150, onlyB: 86 });
    expect(test.statistic).toBeCloseTo(3969 / 236, 10);
    expect(test.p).toBeCloseTo(4.115e-5, 8);
  });

  it("is the exact binomial where few images differ: 1 of 9 by hand", () => {
    // 2 (C(9,0) + C(9,1)) / 2⁹ = 20 / 512.
    const { truth, a, b } = answers(5, 8, 1, 3);
    expect(mcNemar(truth, a, b).p).toBeCloseTo(20 / 512, 14);
  });

  it("finds nothing between equal classifiers, and equal halves", () => {
    for (const { truth, a, b } of [answers(5, 0, 0, 5), answers(5, 3, 3, 5), answers(0, 40, 40, 0)])
      expect(mcNemar(truth, a, b).p).toBeGreaterThan(0.9);
  });

  it("has the tail of the chi-squared distribution: 3.841 is 5 %, 6.635 is 1 %, 10.828 is 0.1 %", () => {
    // Choose the differing images so that the statistic brackets the tabulated quantile.
    const at = (onlyA: number, onlyB: number) => {
      const { truth, a, b } = answers(0, onlyA, onlyB, 0);
      return mcNemar(truth, a, b);
    };
    for (const [quantile, p] of [
      [3.841459, 0.05],
      [6.634897, 0.01],
      [10.827566, 0.001],
    ] as const) {
      const n = 10_000;
      const apart = Math.round((Math.sqrt(quantile * n) + 1 + n) / 2);
      const test = at(apart, n - apart);
      expect(Math.abs(test.statistic - quantile)).toBeLessThan(0.15);
      // The density at the quantile carries what rounding to whole images moved.
      const density = Math.exp(-quantile / 2) / Math.sqrt(2 * Math.PI * quantile);
      expect(test.p).toBeCloseTo(p - density * (test.statistic - quantile), 4);
    }
  });
});

describe("the stratified bootstrap", () => {
  const truth = Uint8Array.from({ length: 400 }, (_, i) => (i < 360 ? 0 : 1));
  const wrongEvery = (n: number) => Array.from(truth, (label, i) => (i % n === 0 ? 1 - label : label));
  const hits = (predicted: number[]) => Float64Array.from(predicted, (label, i) => (label === truth[i] ? 1 : 0));
  const difference = (a: number[], b: number[]) => hits(a).map((value, i) => value - hits(b)[i]!);
  const accuracies = (values: Float64Array, resamples: number) => {
    const drawn = stratifiedBootstrap(truth, 2, [values], { random: new Random(3), resamples });
    return Float64Array.from({ length: resamples }, (_, r) => 0.9 * drawn.mean(r, 0, 0) + 0.1 * drawn.mean(r, 0, 1));
  };

  it("has the interval of the slower one, which draws image by image", () => {
    const [a, b] = [wrongEvery(20), wrongEvery(7)];
    const slow = pairedBootstrap({ truth, a, b, classes: 2, score: accuracy, random: new Random(1), resamples: 1500 });
    const fast = percentileInterval(accuracies(difference(a, b), 3000));
    expect(fast.low).toBeCloseTo(slow.low, 2);
    expect(fast.high).toBeCloseTo(slow.high, 2);
  });

  it("covers a planted difference as often as it says", () => {
    // a is right with probability .8, b with .7, independently: the difference is .1 in truth.
    let covered = 0;
    const rounds = 60;
    for (let round = 0; round < rounds; round++) {
      const random = new Random(round, "planted");
      const values = Float64Array.from(truth, () => Number(random.chance(0.8)) - Number(random.chance(0.7)));
      const { low, high } = percentileInterval(accuracies(values, 200));
      if (low <= 0.1 && high >= 0.1) covered++;
    }
    // 95 % of 60 with a standard error of 1.7.
    expect(covered).toBeGreaterThan(51);
    expect(covered).toBeLessThanOrEqual(60);
  });

  it("draws the same images for every set of values, and none twice where all are equal", () => {
    const a = hits(wrongEvery(5));
    const drawn = stratifiedBootstrap(truth, 2, [a, a.map((v) => 1 - v), a.map(() => 0.25)], {
      random: new Random(2),
      resamples: 50,
    });
    for (let r = 0; r < 50; r++)
      for (const c of [0, 1]) {
        expect(drawn.mean(r, 0, c) + drawn.mean(r, 1, c)).toBeCloseTo(1, 12);
        expect(drawn.mean(r, 2, c)).toBeCloseTo(0.25, 12);
      }
  });
});
