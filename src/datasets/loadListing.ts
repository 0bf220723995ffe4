import { carveSplit } from "./carveSplit.js";
import type { DataProblem } from "./dataProblem.js";
import type { Dataset, LoadProgress, SplitName } from "./dataset.js";
import { BadDataError } from "./errors/badDataError.js";
import { DatasetLayoutError } from "./errors/datasetLayoutError.js";
import { findDuplicates } from "./findDuplicates.js";
import { fingerprint } from "./fingerprint.js";
import type { LabelledImages } from "./labelledImages.js";
import type { ListedImage, Listing } from "./listing/listing.js";
import { readPixels } from "./readPixels.js";

export interface ListingOptions {
  readonly size: number;
  readonly seed: number;
  readonly tolerance?: number | undefined;
  readonly onProgress?: ((progress: LoadProgress) => void) | undefined;
}

/**
 * Reads the pixels of a listing into a data set. Where there is no test split a fifth of the training images becomes it, and where
 * there is no validation split a tenth of the rest, stratified and by seed.
 *
 * @throws BadDataError when more than `tolerance` of the images are bad, before any pixel is read if the list alone shows it.
 */
export async function loadListing(listing: Listing, options: ListingOptions): Promise<Dataset> {
  const { size, seed, tolerance = 0, onProgress } = options;
  const errors = listing.problems.filter((problem) => problem.severity === "error");
  const total = listing.images.length + errors.length;
  requireTolerable(errors, total, tolerance);
  const images = carveSplit(carveSplit(listing.images, "test", 0.2, seed), "validation", 0.1, seed);
  const read = await readPixels(images, size, onProgress);
  requireTolerable([...errors, ...read.problems], total, tolerance);
  const split = (name: SplitName) => collect(name, listing.labels, size, images, read.pixels);
  const balancedTest = split("balancedTest");
  const splits = {
    train: split("train"),
    validation: split("validation"),
    test: split("test"),
    ...(balancedTest.count > 0 ? { balancedTest } : {}),
  };
  if (splits.train.count === 0) throw new DatasetLayoutError(listing.name, "training images", "none");
  return {
    name: listing.name,
    labels: listing.labels,
    splits,
    fingerprint: fingerprint(listing.labels, splits),
    problems: [...listing.problems, ...read.problems, ...findDuplicates(images, read.pixels, size)],
  };
}

function requireTolerable(errors: readonly DataProblem[], total: number, tolerance: number): void {
  if (errors.length > tolerance * total) throw new BadDataError(errors, total, tolerance);
}

function collect(
  name: SplitName,
  labels: readonly string[],
  size: number,
  images: readonly ListedImage[],
  pixels: readonly (Uint8Array | undefined)[],
): LabelledImages {
  const bytes = size * size * 3;
  const own = images.flatMap((image, i) => (image.split === name && pixels[i] ? [{ image, pixels: pixels[i] }] : []));
  const all = new Uint8Array(own.length * bytes);
  own.forEach((entry, i) => {
    all.set(entry.pixels, i * bytes);
  });
  return {
    labels,
    size,
    count: own.length,
    images: all,
    classes: Uint8Array.from(own, ({ image }) => labels.indexOf(image.label)),
    ids: own.map(({ image }) => image.id),
  };
}
