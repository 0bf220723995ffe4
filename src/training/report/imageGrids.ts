import type { LabelledImages } from "../../datasets/index.js";
import { contactSheet } from "../../images/index.js";
import type { Session } from "../../runtime/index.js";
import { indicesByClass } from "../sampling/classSampler.js";
import type { AugmentedPool } from "../stages/generatePool.js";
import { reconstruct } from "../stages/reconstruct.js";

const COLUMNS = 10;

/** Held-out images in pairs of rows per class: the image, and under it its reconstruction. */
export async function reconstructionGrid(
  encoder: Session,
  decoder: Session,
  images: LabelledImages,
): Promise<Uint8Array> {
  const bytes = images.size * images.size * 3;
  const rows: Uint8Array[] = [];
  const labels: string[] = [];
  for (const [label, indices] of indicesByClass(images).entries()) {
    if (indices.length === 0) continue;
    const sources = new Uint8Array(COLUMNS * bytes);
    indices.slice(0, COLUMNS).forEach((index, column) => {
      sources.set(images.images.subarray(index * bytes, (index + 1) * bytes), column * bytes);
    });
    rows.push(sources, await reconstruct(encoder, decoder, sources, images.size));
    labels.push(images.labels[label]!, "decoded");
  }
  return contactSheet(Buffer.concat(rows), { size: images.size, columns: COLUMNS, scale: 1.5, labels });
}

/** Generated images, one row per class. */
export async function augmentedGrid(pool: AugmentedPool, names: readonly string[], size: number): Promise<Uint8Array> {
  const bytes = size * size * 3;
  const rows = [...pool.values()].map((images) => {
    const row = new Uint8Array(COLUMNS * bytes);
    row.set(images.subarray(0, row.length));
    return row;
  });
  const labels = [...pool.keys()].map((label) => names[label]!);
  return contactSheet(Buffer.concat(rows), { size, columns: COLUMNS, scale: 1.5, labels });
}
