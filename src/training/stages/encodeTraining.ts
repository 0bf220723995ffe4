import type { LabelledImages } from "../../datasets/index.js";
import type { Session } from "../../runtime/index.js";
import { indicesByClass } from "../sampling/classSampler.js";
import { copyImage } from "../sampling/copyImage.js";
import { inBatches } from "./inBatches.js";

/**
 * Encoder means of the training images and of their mirror images, by label, each [2 n_c, d]: mirroring doubles the tail and makes the class
 * covariance symmetric in pose (docs/method.md, estimating the covariance).
 */
export async function encodeTraining(encoder: Session, images: LabelledImages): Promise<Map<string, Float32Array>> {
  const { size } = images;
  const encodings = new Map<string, Float32Array>();
  for (const [label, indices] of indicesByClass(images).entries()) {
    const data = new Uint8Array(indices.length * 2 * size * size * 3);
    indices.forEach((index, i) => {
      copyImage(images.images, index, data, 2 * i, size, { flip: false });
      copyImage(images.images, index, data, 2 * i + 1, size, { flip: true });
    });
    if (indices.length === 0) continue;
    const { mean } = await inBatches(encoder, "images", { data, shape: [indices.length * 2, size, size, 3] });
    encodings.set(images.labels[label]!, mean!.data as Float32Array);
  }
  return encodings;
}
