import { latentSampler } from "../../../augmentation/index.js";
import type { LabelledImages } from "../../../datasets/index.js";
import { contactSheet, lossyWebp } from "../../../images/index.js";
import { Random } from "../../../tensor/random.js";
import { indicesByClass } from "../../sampling/classSampler.js";
import type { AugmentedPool } from "../../stages/generatePool.js";
import { inBatches } from "../../stages/inBatches.js";
import type { Generator } from "./generator.js";

/** How often a source face is augmented, and faces per class of the second sheet. */
const TIMES = 7;
const COLUMNS = 12;

/**
 * Per class: a training image, its reconstruction, and what the method makes of it, as in the paper's Fig. 4. Sources are drawn by seed and class,
 * not picked. @returns WebP.
 */
export async function sourcesAndAugmented(
  { encoder, decoder, statistics, latents }: Generator,
  images: LabelledImages,
  { s, seed }: { readonly s: number; readonly seed: number },
): Promise<Uint8Array> {
  const { size, labels } = images;
  const bytes = size * size * 3;
  const cells: Uint8Array[] = [];
  const names: string[] = [];
  for (const [label, indices] of indicesByClass(images).entries()) {
    const ofClass = statistics.get(labels[label]!);
    if (indices.length === 0 || !ofClass) continue;
    const random = new Random(seed, "faces", label);
    const index = random.choice(indices);
    const source = images.images.slice(index * bytes, (index + 1) * bytes);
    const { mean } = await inBatches(encoder, "images", { data: source, shape: [1, size, size, 3] });
    const from = mean!.data as Float32Array;
    // The sampler moves an encoding out of a list: here a list of this one.
    const own = new Map([[labels[label]!, { ...ofClass, sources: from }]]);
    const draw = latentSampler("class", own, s);
    const moved = Array.from({ length: TIMES }, () => draw(labels[label]!, 0, random));
    const data = new Float32Array((1 + TIMES) * latents);
    [from, ...moved].forEach((z, i) => {
      data.set(z, i * latents);
    });
    const decoded = await inBatches(decoder, "latents", { data, shape: [1 + TIMES, latents] });
    cells.push(source, decoded.images!.data as Uint8Array);
    names.push(labels[label]!);
  }
  const sheet = await contactSheet(Buffer.concat(cells), {
    size,
    columns: 2 + TIMES,
    scale: Math.max(1, 64 / size),
    kernel: "lanczos3",
    labels: names,
  });
  return lossyWebp(sheet);
}

/** The first augmented images of every class, equally many, as in the paper's Fig. 5. @returns WebP. */
export async function augmentedOnly(pool: AugmentedPool, labels: readonly string[], size: number): Promise<Uint8Array> {
  const bytes = size * size * 3;
  const rows = [...pool.values()].map((images) => {
    const row = new Uint8Array(COLUMNS * bytes);
    row.set(images.subarray(0, row.length));
    return row;
  });
  const names = [...pool.keys()].map((label) => labels[label]!);
  const sheet = await contactSheet(Buffer.concat(rows), { size, columns: COLUMNS, labels: names });
  return lossyWebp(sheet);
}
