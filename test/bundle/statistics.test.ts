import { describe, expect, it } from "vitest";
import { encodeStatistics } from "../../src/bundle/index.js";
import { decodeStatistics } from "../../src/bundle/statistics.js";
import { sampleStatistics } from "./sampleBundle.js";

describe("the statistics of a bundle", () => {
  const labels = ["surprise", "fear", "neutral"];
  const changed = (change: (fear: { mean: Float32Array; factor: Float32Array; encodings: Float32Array }) => void) => {
    const statistics = sampleStatistics();
    change(statistics.get("fear")!);
    return encodeStatistics(statistics);
  };

  it("are refused when a number is not finite", () => {
    const bytes = changed(({ encodings }) => encodings.fill(Number.POSITIVE_INFINITY, 3, 4));
    expect(() => decodeStatistics(bytes, labels, 4)).toThrow(/"fear.encodings" of the statistics to be finite/);
  });

  it("are refused when a factor is not lower-triangular", () => {
    const bytes = changed(({ factor }) => factor.fill(0.5, 1, 2));
    expect(() => decodeStatistics(bytes, labels, 4)).toThrow(
      /"fear.factor" to be lower-triangular, but row 0, column 1/,
    );
  });

  it("are refused when a class has no encoding, or is no label", () => {
    const statistics = sampleStatistics();
    statistics.set("fear", { ...statistics.get("fear")!, encodings: new Float32Array(0), count: 0 });
    expect(() => decodeStatistics(encodeStatistics(statistics), labels, 4)).toThrow(/at least one encoding of "fear"/);
    expect(() => decodeStatistics(encodeStatistics(sampleStatistics()), labels.slice(1), 4)).toThrow(/surprise\.mean/);
  });
});
