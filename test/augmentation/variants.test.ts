import { describe, expect, it } from "vitest";
import {
  clipToRange,
  drawLatent,
  estimateStatistics,
  type LatentVariant,
  latentRange,
  latentSampler,
  latentVariants,
  pooledCovariance,
  TruncatedRandom,
  teacherFilter,
} from "../../src/augmentation/index.js";
import { covariance } from "../../src/tensor/linalg/covariance.js";
import { matmul } from "../../src/tensor/linalg/matmul.js";
import { Random } from "../../src/tensor/random.js";
import { expectClose } from "../tensor/expectClose.js";

const DRAWS = 60_000;
const wide = Float32Array.of(1, 2, 0, 2, 1, 1, 3, 5, 2, 4, 3, 1, 5, 6, 4);
const narrow = Float32Array.of(0, 0, 0, 1, 0, 0.5, 0, 2, 0, 0, 0, 3);
const statistics = estimateStatistics(
  new Map([
    ["wide", wide],
    ["narrow", narrow],
  ]),
  3,
  { target: "none" },
);
const sample = (data: Float32Array) => ({ data, count: data.length / 3, size: 3 });
const wideCovariance = [...covariance(sample(wide)).covariance];
const narrowCovariance = [...covariance(sample(narrow)).covariance];
const scaled = (matrix: Iterable<number>, by: number) => [...matrix].map((value) => by * value);
const trace = wideCovariance[0]! + wideCovariance[4]! + wideCovariance[8]!;
const from = [1, 2, 0];
const classMean = [3, 3.4, 1.6];

/** What 60,000 draws of class "wide" around its first encoding must have as mean and covariance at s = 0.5. */
const promises: Record<Exclude<LatentVariant, "smote">, [number[], number[]]> = {
  class: [from, scaled(wideCovariance, 0.5)],
  eigen: [from, scaled(wideCovariance, 0.5)],
  "low-rank": [from, scaled(wideCovariance, 0.5)],
  literal: [from, scaled(matmul(wideCovariance, wideCovariance, { rows: 3, inner: 3, columns: 3 }), 0.25)],
  preserving: [from.map((z, i) => classMean[i]! + Math.SQRT1_2 * (z - classMean[i]!)), scaled(wideCovariance, 0.5)],
  reconstruction: [from, Array(9).fill(0)],
  isotropic: [from, [0, 1, 2].flatMap((i) => [0, 1, 2].map((j) => (i === j ? trace / 6 : 0)))],
  shuffled: [from, scaled(narrowCovariance, 0.5)],
  "pooled-only": [from, scaled(pooledCovariance([sample(wide), sample(narrow)], 3), 0.5)],
  "class-gaussian": [classMean, wideCovariance],
};

describe("variants of the latent sampler", () => {
  it.each(Object.entries(promises))("%s has the promised mean and covariance", (variant, [mean, wanted]) => {
    const draw = latentSampler(variant as LatentVariant, statistics, 0.5);
    const random = new Random(12, variant);
    const rows = new Float32Array(DRAWS * 3);
    for (let i = 0; i < DRAWS; i++) rows.set(draw("wide", 0, random), 3 * i);
    const got = covariance(sample(rows));
    const largest = Math.max(...wanted, 1);
    expectClose(got.mean, mean, 0.03 * Math.sqrt(largest));
    expectClose(got.covariance, wanted, 0.04 * largest);
  });

  it("smote stays within its class's box", () => {
    const draw = latentSampler("smote", statistics, 0.5);
    for (let i = 0; i < 200; i++) {
      draw("wide", i % 5, new Random(1, i)).forEach((z, k) => {
        const column = Array.from({ length: 5 }, (_, row) => wide[3 * row + k]!);
        expect(z >= Math.min(...column) && z <= Math.max(...column)).toBe(true);
      });
    }
  });

  it("every variant is a function of its random numbers, and none touches the statistics", () => {
    const before = Float32Array.from(statistics.get("wide")!.encodings);
    for (const variant of latentVariants) {
      const draw = latentSampler(variant, statistics, 0.5);
      expect(draw("wide", 2, new Random(4))).toEqual(draw("wide", 2, new Random(4)));
    }
    expect(statistics.get("wide")!.encodings).toEqual(before);
  });

  it("takes a strength per class", () => {
    const draw = latentSampler(
      "class",
      statistics,
      new Map([
        ["wide", 0],
        ["narrow", 2],
      ]),
    );
    expect([...draw("wide", 1, new Random(4))]).toEqual([2, 1, 1]);
    const { factor } = statistics.get("narrow")!;
    const wanted = drawLatent({ mean: narrow.subarray(3, 6), factor, s: 2, random: new Random(4) });
    expect(draw("narrow", 1, new Random(4))).toEqual(wanted);
    expect(() => latentSampler("class", statistics, new Map())("wide", 0, new Random(1))).toThrow(/"wide"/);
  });
});

describe("keeping latents where the decoder has been", () => {
  it("truncated normals stay within the limit and have variance .7737 at 2", () => {
    const values = new TruncatedRandom(2, 5, "truncated").normals(50_000);
    const variance = values.reduce((sum, value) => sum + value * value, 0) / values.length;
    expect(Math.max(...values.map(Math.abs))).toBeLessThanOrEqual(2);
    expect(variance).toBeCloseTo(0.7737, 2);
  });

  it("clips each coordinate to the range of the encodings", () => {
    const range = latentRange({
      data: Float32Array.from({ length: 402 }, (_, i) => (i % 2 ? -1 : 1) * (i >> 1)),
      count: 201,
      size: 2,
    });
    expect([range.low[0], range.high[0], range.low[1], range.high[1]]).toEqual([1, 199, -199, -1]);
    expect([...clipToRange(Float32Array.of(500, -5), range)]).toEqual([199, -5]);
  });

  it("the teacher's filter draws again, falls back after the last try, and counts", async () => {
    // Draw i is accepted from try i on: with 2 retries, draws 0 to 2 are, draw 3 never.
    const result = await teacherFilter({
      count: 4,
      retries: 2,
      draw: (index, attempt) => Float32Array.of(index, attempt),
      judge: async (latents) => latents.map(([index, attempt]) => (attempt! >= index! ? 0.5 : 0.49)),
      fallback: (index) => Float32Array.of(-index),
    });
    expect(result.latents.map((z) => [...z])).toEqual([[0, 0], [1, 1], [2, 2], [-3]]);
    expect(result.fallbacks).toBe(0.25);
    expect(result.rejections).toBeCloseTo(6 / 9, 10);
  });
});
