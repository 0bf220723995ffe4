import { describe, expect, it } from "vitest";
import { covariance } from "../../../src/tensor/linalg/covariance.js";
import { principalComponents } from "../../../src/tensor/linalg/principalComponents.js";
import { Random } from "../../../src/tensor/random.js";
import {
  frechetDistance,
  kernelDistance,
  kernelDistanceOfSubsets,
  precisionRecall,
  psnr,
} from "../../../src/training/metrics/index.js";

const points = (...rows: number[][]) => ({
  data: Float64Array.from(rows.flat()),
  count: rows.length,
  size: rows[0]!.length,
});
const cloud = (count: number, size: number, seed: number, shift = 0) => ({
  data: new Random(seed, "cloud").normals(count * size).map((value) => value + shift),
  count,
  size,
});

describe("Fréchet distance", () => {
  it("has the value of the reference, both ways round", () => {
    const a = { mean: [0, 0], covariance: [1, 0.2, 0.2, 1] };
    const b = { mean: [1, 0], covariance: [2, 0, 0, 0.5] };
    expect(frechetDistance(a, b)).toBeCloseTo(1.276451, 6);
    expect(frechetDistance(b, a)).toBeCloseTo(1.276451, 6);
  });

  it("is zero between equal Gaussians, singular ones too, and the squared distance of means alone", () => {
    const singular = { mean: [1, 2], covariance: [1, 1, 1, 1] };
    expect(frechetDistance(singular, singular)).toBeCloseTo(0, 6);
    expect(frechetDistance(singular, { ...singular, mean: [4, 6] })).toBeCloseTo(25, 6);
  });

  it("is Σ (σ1 - σ2)² for diagonal covariances", () => {
    const diagonal = (...variances: number[]) => ({
      mean: [0, 0, 0],
      covariance: [variances[0]!, 0, 0, 0, variances[1]!, 0, 0, 0, variances[2]!],
    });
    expect(frechetDistance(diagonal(1, 4, 9), diagonal(4, 4, 0))).toBeCloseTo(1 + 0 + 9, 10);
  });
});

describe("kernel distance", () => {
  it("has the value of the reference", () => {
    const a = points([0, 1], [1, 0], [1, 1]);
    const b = points([1, 2], [0, 0], [2, 1]);
    expect(kernelDistance(a, b)).toBeCloseTo(-0.416667, 6);
  });

  it("is near zero for two draws of one distribution and grows with a shift", () => {
    const options = () => ({ subsets: 20, size: 100, random: new Random(1, "subsets") });
    const same = kernelDistanceOfSubsets(cloud(300, 8, 1), cloud(300, 8, 2), options());
    expect(Math.abs(same.mean)).toBeLessThan(3 * same.deviation);
    const moved = kernelDistanceOfSubsets(cloud(300, 8, 1), cloud(300, 8, 2, 1), options());
    expect(moved.mean).toBeGreaterThan(10 * Math.abs(same.mean));
    expect(moved.deviation).toBeGreaterThan(0);
  });
});

describe("improved precision and recall", () => {
  it("of two draws of one distribution are both high", () => {
    const { precision, recall } = precisionRecall(cloud(200, 3, 1), cloud(200, 3, 2));
    expect(Math.min(precision, recall)).toBeGreaterThan(0.8);
  });

  it("tell a generator that misses a mode from one that invents one", () => {
    const [left, right] = [cloud(100, 2, 3), cloud(100, 2, 4, 50)];
    const both = { data: Float32Array.of(...left.data, ...right.data), count: 200, size: 2 };
    const half = cloud(200, 2, 5);
    const missing = precisionRecall(both, half);
    expect(missing.precision).toBeGreaterThan(0.9);
    expect(missing.recall).toBeCloseTo(0.5, 1);
    const inventing = precisionRecall(half, both);
    expect(inventing.precision).toBeCloseTo(0.5, 1);
    expect(inventing.recall).toBeGreaterThan(0.9);
  });

  it("use the distance to the k-th neighbour as radius", () => {
    // Real at 0, 1, 3: radii 1, 1, 2 for k = 1. Generated at 4.9 is within 3 ± 2, 5.1 and -1.1 are not.
    const real = points([0], [1], [3]);
    expect(precisionRecall(real, points([4.9], [5.1], [-1.1]), 1).precision).toBeCloseTo(1 / 3, 12);
  });
});

describe("peak signal-to-noise ratio", () => {
  it("is 10 log10 of peak squared over the mean squared error", () => {
    expect(psnr([0, 0], [255, 255], 255)).toBe(0);
    expect(psnr(Uint8Array.of(10, 20), Uint8Array.of(11, 21), 255)).toBeCloseTo(48.1308, 4);
    expect(psnr([0], [0.2], 2)).toBeCloseTo(20, 10);
    expect(psnr([1], [1], 255)).toBe(Number.POSITIVE_INFINITY);
  });
});

describe("principal components", () => {
  it("find the direction of largest variance and give uncorrelated coordinates", () => {
    const { data } = cloud(500, 2, 6);
    // x' = (3 a + b, 3 a - b) varies 9 times more along (1, 1) than along (1, -1).
    const mixed = data.map((_, i) => 3 * data[i - (i % 2)]! + (i % 2 === 0 ? 1 : -1) * data[i - (i % 2) + 1]!);
    const samples = { data: mixed, count: 500, size: 2 };
    const { components, project } = principalComponents(samples, 2);
    expect(Math.abs(components[0]! + components[1]!)).toBeGreaterThan(1.4);
    const { covariance: matrix } = covariance(project(samples));
    expect(matrix[1]).toBeCloseTo(0, 10);
    expect(matrix[0]! / matrix[3]!).toBeGreaterThan(7);
    expect(principalComponents(samples, 1).project(samples).data.length).toBe(500);
  });
});
