import { describe, expect, it } from "vitest";
import {
  activeUnits,
  covarianceDiagnostics,
  estimateStatistics,
  isotropicFactor,
  pooledCovariance,
} from "../../src/augmentation/index.js";
import { ledoitWolf } from "../../src/augmentation/shrinkage/ledoitWolf.js";
import { oracleApproximating } from "../../src/augmentation/shrinkage/oracleApproximating.js";
import { cholesky } from "../../src/tensor/linalg/cholesky.js";
import { covariance } from "../../src/tensor/linalg/covariance.js";
import { matmul } from "../../src/tensor/linalg/matmul.js";
import { Random } from "../../src/tensor/random.js";
import { expectClose } from "../tensor/expectClose.js";

// Five samples of three values; figures computed independently with numpy and scikit-learn's definitions.
const data = Float32Array.of(1, 2, 0, 2, 1, 1, 3, 5, 2, 4, 3, 1, 5, 6, 4);
const samples = { data, count: 5, size: 3 };

describe("Ledoit-Wolf shrinkage", () => {
  it("has the weight, matrix and Cholesky factor of the reference", () => {
    const { covariance, shrinkage } = ledoitWolf(samples);
    expect(shrinkage).toBeCloseTo(0.329195, 6);
    expectClose(covariance, [2.140456, 1.34161, 1.073288, 1.34161, 3.106416, 1.448939, 1.073288, 1.448939, 2.033128]);
    expectClose(cholesky(covariance, 3)!, [1.46303, 0, 0, 0.917008, 1.505162, 0, 0.733607, 0.515703, 1.108603]);
  });

  it("shrinks white data almost entirely, and strongly shaped data hardly", () => {
    const white = { data: new Random(1, "white").normals(281 * 64), count: 281, size: 64 };
    expect(ledoitWolf(white).shrinkage).toBeGreaterThan(0.9);
    const shaped = { ...white, data: white.data.map((value, index) => value / Math.sqrt(1 + (index % 64))) };
    expect(ledoitWolf(shaped).shrinkage).toBeLessThan(0.15);
  });
});

describe("oracle approximating shrinkage", () => {
  it("has the weight of the reference", () => {
    expect(oracleApproximating(samples).shrinkage).toBeCloseTo(0.657305, 6);
  });

  it("falls back to the target for a single sample", () => {
    expect(oracleApproximating({ data, count: 1, size: 3 })).toEqual({ covariance: new Float64Array(9), shrinkage: 1 });
  });
});

describe("the pooled within-class covariance", () => {
  const a = { data: Float32Array.of(0, 0, 2, 0), count: 2, size: 2 };
  const b = { data: Float32Array.of(9, 0, 9, 3, 9, 6), count: 3, size: 2 };
  it("weights classes by their degrees of freedom, or equally", () => {
    expectClose(pooledCovariance([a, b], 2), [2 / 3, 0, 0, 18 / 3]);
    expectClose(pooledCovariance([a, b], 2, "classes"), [1, 0, 0, 4.5]);
  });

  it("does not see differences between class means, nor classes of one sample", () => {
    const moved = { ...a, data: a.data.map((value) => value + 100) };
    expectClose(pooledCovariance([moved, b, { ...a, count: 1 }], 2), pooledCovariance([a, b], 2));
  });
});

describe("the statistics of classes", () => {
  const d = 6;
  const encodings = new Map([
    ["happiness", new Random(2, "happiness").normals(400 * d)],
    ["fear", new Random(2, "fear").normals(4 * d).map((value, index) => (index % d === 0 ? 5 * value : value))],
  ]);

  it("borrow from the pool in proportion d / (d + n)", () => {
    const statistics = estimateStatistics(encodings, d);
    expect(statistics.get("happiness")!.shrinkage).toBeCloseTo(6 / 406, 12);
    const fear = statistics.get("fear")!;
    expect(fear.shrinkage).toBeCloseTo(0.6, 12);
    const own = covariance({ data: encodings.get("fear")!, count: 4, size: d });
    const pool = pooledCovariance(
      [...encodings.values()].map((rows) => ({ data: rows, count: rows.length / d, size: d })),
      d,
    );
    expectClose(
      fear.covariance,
      own.covariance.map((value, index) => 0.4 * value + 0.6 * pool[index]!),
      1e-12,
    );
    expectClose(fear.mean, own.mean, 1e-6);
  });

  it.each(["none", "identity-lw", "identity-oas", "pooled", "diagonal"] as const)(
    "have a lower-triangular factor of the covariance for target %s, even with fewer images than dimensions",
    (target) => {
      for (const { factor, covariance, jitter } of estimateStatistics(encodings, d, { target }).values()) {
        const product = matmul(factor, factor, { rows: d, inner: d, columns: d, transposeB: true });
        expectClose(product, covariance, jitter + 1e-4);
        expect(factor.every((value, index) => index % d <= Math.floor(index / d) || value === 0)).toBe(true);
      }
    },
  );

  it("need jitter only where the covariance is singular", () => {
    const unshrunk = estimateStatistics(encodings, d, { target: "none" });
    expect(unshrunk.get("fear")!.jitter).toBeGreaterThan(0);
    expect(unshrunk.get("happiness")!.jitter).toBe(0);
    expect(estimateStatistics(encodings, d).get("fear")!.jitter).toBe(0);
  });

  it("keep variances and halve correlations when shrunk towards the diagonal by one half", () => {
    const { covariance } = estimateStatistics(new Map([["one", data.slice(0, 9)]]), 3, { target: "diagonal" }).get(
      "one",
    )!;
    expectClose(covariance, [1, 0.75, 0.5, 0.75, 13 / 3, 0.75, 0.5, 0.75, 1], 1e-6);
  });

  it("of a class without images are refused, of one image borrow all spread", () => {
    expect(() => estimateStatistics(new Map([["fear", new Float32Array(0)]]), d)).toThrow(
      expect.objectContaining({ code: "AUGMENTATION_EMPTY_CLASS" }),
    );
    const single = new Map([...encodings, ["disgust", new Float32Array(d)]]);
    expect(
      estimateStatistics(single, d)
        .get("disgust")!
        .factor.some((value) => value !== 0),
    ).toBe(true);
  });
});

describe("diagnostics", () => {
  it("tell isotropic from one-directional covariances", () => {
    const identity = Float64Array.of(2, 0, 0, 2);
    const isotropic = covarianceDiagnostics(identity, 2);
    expect(isotropic.effectiveRank).toBeCloseTo(2, 12);
    expect(isotropic.topEigenvalueShare).toBeCloseTo(0.5, 12);
    const line = covarianceDiagnostics([1, 1, 1, 1], 2);
    expect(line.effectiveRank).toBeCloseTo(1, 6);
    expect(line.topEigenvalueShare).toBeCloseTo(1, 12);
    // Eigenvalues 3 and 1: exp(-(3/4 ln 3/4 + 1/4 ln 1/4)).
    expect(covarianceDiagnostics([2, 1, 1, 2], 2).effectiveRank).toBeCloseTo(1.754765, 6);
  });

  it("count the latent dimensions that carry something", () => {
    const rows = Float32Array.of(0, 1, 5, 0.01, 2, 5, 0, 3, 5);
    expect(activeUnits({ data: rows, count: 3, size: 3 })).toBe(1);
  });

  it("isotropic noise has the same total variance", () => {
    expectClose(isotropicFactor(Float32Array.of(3, 0, 1, 2), 2), [Math.sqrt(7), 0, 0, Math.sqrt(7)]);
  });
});
