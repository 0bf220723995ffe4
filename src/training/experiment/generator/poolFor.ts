import { drawPixelSmote, type LatentVariant } from "../../../augmentation/index.js";
import type { LabelledImages } from "../../../datasets/index.js";
import { Random } from "../../../tensor/random.js";
import { indicesByClass } from "../../sampling/classSampler.js";
import { type AugmentedPool, generatePool } from "../../stages/generatePool.js";
import type { Generator } from "./generator.js";

/** Images for an arm whose augmentation needs the decoder. */
export function latentPool(
  { decoder, statistics, pooledFactor }: Generator,
  variant: LatentVariant,
  options: { readonly labels: readonly string[]; readonly s: number; readonly count: number; readonly seed: number },
): Promise<AugmentedPool> {
  if (variant !== "pooled-only" || !pooledFactor) return generatePool(decoder, statistics, { ...options, variant });
  // What "class" draws where every class has the same factor.
  const shared = [...statistics].map(([label, ofClass]) => [label, { ...ofClass, factor: pooledFactor }] as const);
  return generatePool(decoder, new Map(shared), { ...options, variant: "class" });
}

/** `count` images per class between real ones: SMOTE in the picture. */
export function pixelSmotePool(images: LabelledImages, count: number, seed: number): AugmentedPool {
  const bytes = images.size * images.size * 3;
  const pool = new Map<number, Uint8Array>();
  for (const [label, indices] of indicesByClass(images).entries()) {
    if (indices.length === 0) continue;
    const data = new Uint8Array(indices.length * bytes);
    indices.forEach((index, i) => {
      data.set(images.images.subarray(index * bytes, (index + 1) * bytes), i * bytes);
    });
    const made = new Uint8Array(count * bytes);
    for (let i = 0; i < count; i++) {
      const random = new Random(seed, "pixel-smote", label, i);
      made.set(
        drawPixelSmote({ data, count: indices.length, size: bytes }, random.integer(indices.length), random),
        i * bytes,
      );
    }
    pool.set(label, made);
  }
  return pool;
}
