import { describe, expect, it } from "vitest";
import { estimateStatistics, latentSampler, limitSources } from "../../src/augmentation/index.js";
import { Random } from "../../src/tensor/random.js";
import { chooseSources } from "../../src/training/sampling/chooseSources.js";
import { storedStatistics } from "../../src/training/stages/storedStatistics.js";

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

describe("what a bundle stores of the statistics", () => {
  const all = estimateStatistics(
    new Map([
      ["many", new Random(4).normals(50 * 3)],
      ["few", new Random(5).normals(6)],
    ]),
    3,
  );
  const store = (seed: number) => storedStatistics(all, { most: 7, seed });

  it("is at most so many sources of a class, chosen by the seed", () => {
    const { encodings, count, mean } = store(1).get("many")!;
    expect([count, encodings.length]).toEqual([7, 21]);
    expect(mean).toBe(all.get("many")!.mean);
    const known = new Set(
      Array.from({ length: 50 }, (_, row) =>
        all
          .get("many")!
          .sources.slice(row * 3, row * 3 + 3)
          .join(),
      ),
    );
    const kept = Array.from({ length: 7 }, (_, row) => encodings.slice(row * 3, row * 3 + 3).join());
    expect(new Set(kept).size).toBe(7);
    expect(kept.every((row) => known.has(row))).toBe(true);
    expect(store(1)).toEqual(store(1));
    expect(store(2).get("many")).not.toEqual(store(1).get("many"));
  });

  it("is every source of a small class, and of all classes where nothing limits it", () => {
    expect(store(1).get("few")!.encodings).toBe(all.get("few")!.sources);
    expect(storedStatistics(all, { most: null, seed: 1 }).get("many")!.count).toBe(50);
  });
});
