import { Random } from "../tensor/random.js";
import type { SplitName } from "./dataset.js";
import type { ListedImage } from "./listing/listing.js";

/**
 * Moves a stratified share of the training images to a split that the data set lacks: the same images for the same seed, whatever
 * order they are listed in. A class of two or more gives at least one.
 */
export function carveSplit(
  images: readonly ListedImage[],
  split: SplitName,
  share: number,
  seed: number,
): readonly ListedImage[] {
  if (images.some((image) => image.split === split)) return images;
  const moved = new Set<string>();
  const labels = new Set(images.map((image) => image.label));
  for (const label of labels) {
    const ids = images.filter((image) => image.split === "train" && image.label === label).map((image) => image.id);
    const count = ids.length < 2 ? 0 : Math.max(1, Math.round(ids.length * share));
    for (const id of new Random(seed, "carve", split, label).shuffle(ids.sort()).slice(0, count)) moved.add(id);
  }
  return images.map((image) => (moved.has(image.id) ? { ...image, split } : image));
}
