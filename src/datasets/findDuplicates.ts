import { createHash } from "node:crypto";
import type { DataProblem } from "./dataProblem.js";
import type { SplitName } from "./dataset.js";
import { differenceHash, distance } from "./differenceHash.js";
import type { ListedImage } from "./listing/listing.js";

/**
 * Of 240 bits. Mirroring, brightening and re-encoding six photographs of 100 pixels at JPEG quality 60 flipped 1 to 30 bits (median
 * 20); of 46,056 pairs of different framed faces the closest differed in 41 and the median in 108.
 */
const similar = 26;

/** A picture belongs to the first of these that has it. */
const order: readonly SplitName[] = ["train", "validation", "test", "balancedTest"];

/**
 * Images that are in more than one split, exactly or, mirrored or not, nearly: a test image seen in training makes results
 * worthless, and copies of data sets with such images circulate (docs/method.md, section 6.1). Warnings, one per pair.
 */
export function findDuplicates(
  images: readonly ListedImage[],
  pixels: readonly (Uint8Array | undefined)[],
  size: number,
): DataProblem[] {
  const problems: DataProblem[] = [];
  const first = new Map<string, ListedImage>();
  const exact = new Set<number>();
  pixels.forEach((picture, i) => {
    if (!picture) return;
    const key = createHash("sha256").update(picture).digest("base64");
    const other = first.get(key);
    if (!other) first.set(key, images[i]!);
    else {
      exact.add(i);
      if (other.split !== images[i]!.split)
        problems.push(warn("DUPLICATE_IMAGE", images[i]!, other, "the same pixels as"));
    }
  });
  const hashes = pixels.map((picture) => picture && differenceHash(picture, size, false));
  const hashed = images.flatMap((image, i) =>
    hashes[i] ? [{ image, hash: hashes[i], rank: order.indexOf(image.split) }] : [],
  );
  images.forEach((image, i) => {
    const picture = pixels[i];
    if (image.split === "train" || !picture || exact.has(i)) return;
    const mirrored = differenceHash(picture, size, true);
    const own = order.indexOf(image.split);
    const twin = hashed.find(
      ({ hash, rank }) =>
        rank < own && (distance(hash, hashes[i]!, similar) <= similar || distance(hash, mirrored, similar) <= similar),
    );
    if (twin) problems.push(warn("SIMILAR_IMAGE", image, twin.image, "nearly the same picture as"));
  });
  return problems;
}

function warn(code: DataProblem["code"], image: ListedImage, other: ListedImage, how: string): DataProblem {
  const file = image.source.kind === "file" ? image.source.path : image.file;
  const message = `${image.id} of ${image.split} is ${how} ${other.id} of ${other.split}`;
  return { severity: "warning", code, file, ...(image.line === undefined ? {} : { line: image.line }), message };
}
