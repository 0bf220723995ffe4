import { describe, expect, it } from "vitest";
import {
  drawLatent,
  drawLatentByEigen,
  drawLatentLowRank,
  drawLatentPreserving,
} from "../../src/augmentation/index.js";
import { cholesky } from "../../src/tensor/linalg/cholesky.js";
import { covariance } from "../../src/tensor/linalg/covariance.js";
import { matmul } from "../../src/tensor/linalg/matmul.js";
import { symmetricEigen } from "../../src/tensor/linalg/symmetricEigen.js";
import { Random } from "../../src/tensor/random.js";
import { expectClose } from "../tensor/expectClose.js";

const DRAWS = 200_000;
const data = Float32Array.of(1, 2, 0, 2, 1, 1, 3, 5, 2, 4, 3, 1, 5, 6, 4);
const encodings = { data, count: 5, size: 3 };
const sigma = [2.5, 2.5, 2, 2.5, 4.3, 2.7, 2, 2.7, 2.3];
const classMean = Float32Array.of(3, 3.4, 1.6);
const factor = Float32Array.from(cholesky(sigma, 3)!);
const mean = Float32Array.of(10, -20, 0.5);

/** Mean and covariance of 200,000 draws agree with what was promised to 2 % of the largest entry. */
function expectDistribution(draw: (random: Random) => Float32Array, expectedMean: number[], expected: number[]): void {
  const random = new Random(11, "draws");
  const rows = new Float32Array(DRAWS * 3);
  for (let i = 0; i < DRAWS; i++) rows.set(draw(random), 3 * i);
  const result = covariance({ data: rows, count: DRAWS, size: 3 });
  expectClose(result.mean, expectedMean, 0.02);
  expectClose(result.covariance, expected, 0.02 * Math.max(...expected));
}

const scaled = (scale: number) => sigma.map((value) => scale * value);

describe("drawLatent", () => {
  it("draws from N(mean, s Σ)", () => {
    expectDistribution((random) => drawLatent({ mean, factor, s: 0.5, random }), [...mean], scaled(0.5));
  });

  it("draws with covariance s² Σ² when equation (4) is read literally", () => {
    const squared = [...matmul(sigma, sigma, { rows: 3, inner: 3, columns: 3 })].map((value) => 0.25 * value);
    expectDistribution((random) => drawLatent({ mean, factor, s: 0.5, random, form: "literal" }), [...mean], squared);
  });

  it("gives deviations 2 and 0.125 literally where 1.414 and 0.354 are meant, for variances 4 and 0.25 at s = 0.5", () => {
    const request = { mean: new Float32Array(2), factor: Float32Array.of(2, 0, 0, 0.5), s: 0.5 };
    const noise = new Random(1, "r").normals(2);
    const correct = drawLatent({ ...request, random: new Random(1, "r") });
    expectClose(correct, [Math.SQRT2 * noise[0]!, noise[1]! / Math.sqrt(8)]);
    const literal = drawLatent({ ...request, random: new Random(1, "r"), form: "literal" });
    expectClose(literal, [2 * noise[0]!, 0.125 * noise[1]!]);
  });

  it("returns the encoding itself at s = 0, and uses d normals in every case", () => {
    for (const form of ["correct", "literal"] as const) {
      const random = new Random(3, "count");
      expect([...drawLatent({ mean, factor, s: 0, random, form })]).toEqual([...mean]);
      const after = new Random(3, "count");
      after.normals(3);
      expect(random.normal()).toBe(after.normal());
    }
  });
});

describe("the other samplers", () => {
  it("by eigenvectors draw from the same distribution", () => {
    const eigen = symmetricEigen(sigma, 3);
    expectDistribution((random) => drawLatentByEigen({ mean, eigen, s: 0.5, random }), [...mean], scaled(0.5));
  });

  it("by eigenvectors of rank 1 move along the first eigenvector only", () => {
    const eigen = symmetricEigen(sigma, 3);
    const z = drawLatentByEigen({ mean: new Float32Array(3), eigen, s: 1, random: new Random(1), rank: 1 });
    const step = Math.hypot(...z);
    const dot = z.reduce((sum, value, i) => sum + value * eigen.vectors[i]!, 0);
    expect(Math.abs(dot)).toBeCloseTo(step, 5);
  });

  it("of low rank draw from N(mean, s S) without a factor", () => {
    const draw = (random: Random) => drawLatentLowRank({ mean, encodings, classMean, s: 1, random });
    expectDistribution(draw, [...mean], sigma);
  });

  it("of low rank leave a class of one image where it is", () => {
    const one = { data, count: 1, size: 3 };
    const z = drawLatentLowRank({ mean, encodings: one, classMean, s: 1, random: new Random(1) });
    expect([...z]).toEqual([...mean]);
  });

  it("that preserve variance give back Σ when the sources vary by Σ", () => {
    const draw = (random: Random) => {
      const source = drawLatent({ mean: classMean, factor, s: 1, random });
      return drawLatentPreserving({ mean: source, classMean, factor, s: 0.5, random });
    };
    expectDistribution(draw, [...classMean], sigma);
    expect(() => drawLatentPreserving({ mean, classMean, factor, s: 1.5, random: new Random(1) })).toThrow(RangeError);
  });
});
