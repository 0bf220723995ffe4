import { expect, it } from "vitest";
import { loadDataset, loadMoreFaces } from "../../src/datasets/index.js";

const options = { size: 24, seed: 5 };
const countsOf = (classes: Uint8Array) => [0, 1, 2, 3, 4, 5, 6].map((c) => classes.filter((own) => own === c).length);

/** Bytes of every image by its name. */
function byId({
  ids,
  images,
  size,
}: {
  ids: readonly string[];
  images: Uint8Array;
  size: number;
}): Map<string, Buffer> {
  const bytes = size * size * 3;
  return new Map(ids.map((id, i) => [id, Buffer.from(images.subarray(i * bytes, (i + 1) * bytes))]));
}

it("more faces of a split are those that a larger set has beyond the smaller one", async () => {
  const small = await loadDataset("synthetic", { ...options, count: 40, balancedPerClass: 1 });
  const large = await loadDataset("synthetic", { ...options, count: 120, balancedPerClass: 3 });
  for (const [split, to] of [
    ["balancedTest", 3],
    ["train", 7],
  ] as const) {
    const have = small.splits[split]!;
    const more = await loadMoreFaces({ ...options, split, from: countsOf(have.classes), to });
    expect(countsOf(more.classes)).toEqual(countsOf(have.classes).map((count) => Math.max(0, to - count)));
    const reference = byId(large.splits[split]!);
    const known = [...byId(more)].filter(([id]) => reference.has(id));
    expect(known.length).toBeGreaterThan(8);
    for (const [id, pixels] of known) expect(pixels.equals(reference.get(id)!)).toBe(true);
    expect(more.ids.some((id) => have.ids.includes(id))).toBe(false);
  }
});
