import { describe, expect, it } from "vitest";
import { Random } from "../../src/tensor/random.js";
import { drawBeta } from "../../src/training/sampling/drawBeta.js";
import { type Batch, cutMix, mixup, remix, remixShare } from "../../src/training/sampling/mixBatch.js";
import { namedSampler } from "../../src/training/sampling/namedSampler.js";
import { expectClose } from "../tensor/expectClose.js";

const SIZE = 8;
const BYTES = SIZE * SIZE * 3;
/** Image i is uniformly 50 i, of class i. */
const batch: Batch = {
  images: Uint8Array.from({ length: 4 * BYTES }, (_, k) => 50 * Math.floor(k / BYTES)),
  targets: Float32Array.from({ length: 16 }, (_, k) => (k % 5 === 0 ? 1 : 0)),
  size: SIZE,
  classes: 4,
};
const rows = ({ targets }: Batch) => [0, 1, 2, 3].map((i) => [...targets.subarray(4 * i, 4 * i + 4)]);
/** Images are uniform, so a mixed image's mean is what its targets say: 50 · Σ class · target. */
const fromTargets = (mixed: Batch) => rows(mixed).map((row) => row.reduce((sum, t, c) => sum + 50 * c * t, 0));
const means = ({ images }: Batch) =>
  [0, 1, 2, 3].map((i) => images.subarray(i * BYTES, (i + 1) * BYTES).reduce((a, b) => a + b / BYTES, 0));

describe("drawBeta", () => {
  // Beta(a, a) has mean 1/2 and variance 1 / (4 (2 a + 1)); the fourth central moment bounds the error at 50,000 draws.
  it.each([0.2, 1, 3])("has the moments of Beta(%s, same)", (a) => {
    const random = new Random(2, "beta");
    const draws = Float64Array.from({ length: 50_000 }, () => drawBeta(random, a));
    const mean = draws.reduce((sum, x) => sum + x / draws.length, 0);
    const variance = draws.reduce((sum, x) => sum + (x - mean) ** 2 / draws.length, 0);
    expect(mean).toBeCloseTo(0.5, 2);
    expect(Math.abs(variance - 1 / (4 * (2 * a + 1)))).toBeLessThan(2e-3);
  });

  it("refuses a parameter that is not positive", () => {
    expect(() => drawBeta(new Random(1), 0)).toThrow(/above 0/);
  });
});

describe("mixing of batches", () => {
  it.each([
    ["mixup", mixup()],
    ["CutMix", cutMix(1, 1)],
  ])("%s gives every class the share of the target that it has of the picture", (_, mixing) => {
    for (let step = 0; step < 20; step++) {
      const mixed = mixing(batch, new Random(5, "classifier", step));
      expectClose(means(mixed), fromTargets(mixed), 0.51);
      for (const row of rows(mixed)) expect(row.reduce((a, b) => a + b)).toBeCloseTo(1, 6);
    }
  });

  it("CutMix pastes one rectangle and leaves the rest", () => {
    const mixed = cutMix(1, 1)(batch, new Random(5, "classifier", 3));
    for (let i = 0; i < 4; i++) {
      const values = new Set(mixed.images.subarray(i * BYTES, (i + 1) * BYTES));
      expect(values.size).toBeLessThanOrEqual(2);
    }
    expect(means(mixed)).not.toEqual(means(batch));
    expect(cutMix(1, 0)(batch, new Random(5, "classifier", 3))).toBe(batch);
  });

  it("depends on (seed, stage, step) only and leaves its input alone", () => {
    const before = Uint8Array.from(batch.images);
    const draw = (step: number) => mixup()(batch, new Random(5, "classifier", step));
    expect(draw(1)).toEqual(draw(1));
    expect(draw(1).targets).not.toEqual(draw(2).targets);
    expect(batch.images).toEqual(before);
  });

  it("ReMix gives the label to the class that is three times rarer, in the published cases", () => {
    expect(remixShare(300, 100, 0.4, 3, 0.5)).toBe(0);
    expect(remixShare(300, 100, 0.6, 3, 0.5)).toBe(0.6);
    expect(remixShare(100, 300, 0.6, 3, 0.5)).toBe(1);
    expect(remixShare(100, 300, 0.4, 3, 0.5)).toBe(0.4);
    expect(remixShare(299, 100, 0.1, 3, 0.5)).toBe(0.1);
  });

  it("ReMix with equal counts is mixup, and with unequal ones mixes the same pictures", () => {
    const random = () => new Random(5, "classifier", 7);
    expect(remix([9, 9, 9, 9])(batch, random())).toEqual(mixup()(batch, random()));
    const tilted = remix([900, 90, 9, 9])(batch, random());
    expect(tilted.images).toEqual(mixup()(batch, random()).images);
    expect(tilted.targets).not.toEqual(mixup()(batch, random()).targets);
  });
});

describe("samplers by name", () => {
  const images = { labels: ["a", "b"], classes: Uint8Array.from([...Array(90).fill(0), ...Array(10).fill(1)]) };
  const shareOfRare = (kind: Parameters<typeof namedSampler>[0], progress: number): number => {
    const draw = namedSampler(kind, images);
    const random = new Random(6, kind);
    let rare = 0;
    for (let i = 0; i < 20_000; i++) rare += images.classes[draw(random, progress)]! / 20_000;
    return rare;
  };
  it.each([
    ["plain", 0.7, 0.1],
    ["balanced", 0.7, 0.5],
    ["square-root", 0.7, 0.25],
    ["progressive", 0, 0.1],
    ["progressive", 0.25, 0.2],
    ["progressive", 1, 0.5],
  ] as const)("%s at %s of the training draws the rare class with probability %s", (kind, progress, wanted) => {
    expect(Math.abs(shareOfRare(kind, progress) - wanted)).toBeLessThan(0.015);
  });
});
