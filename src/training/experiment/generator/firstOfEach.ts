import type { LabelledImages } from "../../../datasets/index.js";

/** The first `count` images of every class, in their order. */
export function firstOfEach(split: LabelledImages, count: number): LabelledImages {
  const seen = new Map<number, number>();
  const chosen: number[] = [];
  split.classes.forEach((label, index) => {
    const before = seen.get(label) ?? 0;
    seen.set(label, before + 1);
    if (before < count) chosen.push(index);
  });
  const bytes = split.size * split.size * 3;
  const images = new Uint8Array(chosen.length * bytes);
  chosen.forEach((index, i) => {
    images.set(split.images.subarray(index * bytes, (index + 1) * bytes), i * bytes);
  });
  return {
    ...split,
    count: chosen.length,
    images,
    classes: Uint8Array.from(chosen, (index) => split.classes[index]!),
    ids: chosen.map((index) => split.ids[index]!),
  };
}
