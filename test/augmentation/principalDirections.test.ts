import { describe, expect, it } from "vitest";
import { principalDirections } from "../../src/augmentation/principalDirections.js";
import { Random } from "../../src/tensor/random.js";

describe("principalDirections", () => {
  it("finds the axes of an ellipse that was rotated by hand", () => {
    // Σ = R diag(9, 1) Rᵀ for a rotation of 30 degrees: [[7, 2√3], [2√3, 3]], whose Cholesky factor is [[√7, 0], [2√3/√7, 3/√7]].
    const factor = Float32Array.of(Math.sqrt(7), 0, (2 * Math.sqrt(3)) / Math.sqrt(7), 3 / Math.sqrt(7));
    const [first, second] = principalDirections(factor, 2, 2);
    expect(first!.standardDeviation).toBeCloseTo(3, 6);
    expect(second!.standardDeviation).toBeCloseTo(1, 6);
    expect(first!.share).toBeCloseTo(0.9, 6);
    expect([...first!.direction].map((value) => value.toFixed(5))).toEqual(["0.86603", "0.50000"]);
    expect([...second!.direction].map((value) => value.toFixed(5))).toEqual(["-0.50000", "0.86603"]);
  });

  it("gives unit vectors at right angles, along which the covariance only stretches", () => {
    const d = 12;
    const random = new Random(4, "factor");
    const factor = Float32Array.from({ length: d * d }, (_, i) => (i % d > Math.floor(i / d) ? 0 : random.normal()));
    const found = principalDirections(factor, d, 5);
    expect(found).toHaveLength(5);
    for (const [i, { direction: v, standardDeviation: sigma }] of found.entries()) {
      for (const [k, other] of found.entries()) {
        const dot = v.reduce((sum, value, j) => sum + value * other.direction[j]!, 0);
        expect(dot).toBeCloseTo(i === k ? 1 : 0, 5);
      }
      // L (Lᵀ v) = σ² v
      const inner = Array.from({ length: d }, (_, c) =>
        v.reduce((sum, value, r) => sum + factor[r * d + c]! * value, 0),
      );
      for (let r = 0; r < d; r++) {
        const image = inner.reduce((sum, value, c) => sum + factor[r * d + c]! * value, 0);
        expect(image).toBeCloseTo(sigma ** 2 * v[r]!, 4);
      }
    }
  });
});
