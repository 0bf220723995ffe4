import { describe, expect, it } from "vitest";
import { estimateStatistics, latentSampler, limitSources } from "../../src/augmentation/index.js";
import { Random } from "../../src/tensor/random.js";
import { chooseSources } from "../../src/training/sampling/chooseSources.js";

/** Five images of class 1 of three classes: how probable the teacher finds each class of what decoding leaves of them. */
const PROBABILITIES = [
  [0.1, 0.8, 0.1],
  [0.6, 0.3, 0.1],
  [0.2, 0.5, 0.3],
  [0.4, 0.4, 0.2],
  [0.3, 0.1, 0.6],
].flat();

describe("chosen sources", () => {
  it("are those that the teacher still gives their own label, and a tie is not its label", () => {
    expect(chooseSources(PROBABILITIES, 3, 1, 2)).toEqual({ rows: [0, 2], recognised: 2 });
  });

  it("of a class with too few of them are its best-scored ones, in their order", () => {
    expect(chooseSources(PROBABILITIES, 3, 1, 4)).toEqual({ rows: [0, 1, 2, 3], recognised: 2 });
    expect(chooseSources(PROBABILITIES, 3, 0, 2)).toEqual({ rows: [1, 3], recognised: 1 });
  });

  it("of a class with fewer images than that are all of them", () => {
    expect(chooseSources(PROBABILITIES, 3, 2, 20).rows).toEqual([0, 1, 2, 3, 4]);
  });
});

describe("limited sources", () => {
  const encodings = new Map(["one", "two"].map((label) => [label, new Random(4, label).normals(10 * 3)]));
  const all = estimateStatistics(encodings, 3);
  const limited = limitSources(all, new Map([["one", [2, 7]]]));

  it("leave mean, covariance and what they were estimated on as they were, and other classes alone", () => {
    const { sources, ...rest } = limited.get("one")!;
    const { sources: before, ...whole } = all.get("one")!;
    expect(rest).toEqual(whole);
    expect(sources).toEqual(Float32Array.from([...before.subarray(6, 9), ...before.subarray(21, 24)]));
    expect(limited.get("two")).toBe(all.get("two"));
  });

  it("are where draws start: at s = 0 a draw is the source itself", () => {
    const draw = latentSampler("class", limited, 0);
    expect(draw("one", 1, new Random(1))).toEqual(all.get("one")!.sources.slice(21, 24));
  });
});
