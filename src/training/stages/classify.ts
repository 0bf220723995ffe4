import type { LabelledImages } from "../../datasets/index.js";
import type { Session } from "../../runtime/index.js";
import { type ClassificationReport, classificationReport } from "../metrics/index.js";
import { inBatches } from "./inBatches.js";

/** Probabilities [n, C] of images, uint8 [n, size, size, 3]. */
export async function classify(classifier: Session, images: Uint8Array, size: number): Promise<Float32Array> {
  const count = images.length / (size * size * 3);
  const { probabilities } = await inBatches(classifier, "images", { data: images, shape: [count, size, size, 3] });
  return probabilities!.data as Float32Array;
}

/** A classifier's scores on a split; `classCounts` are those of the training split and set head, mid and tail. */
export async function evaluate(
  classifier: Session,
  split: LabelledImages,
  classCounts: readonly number[],
): Promise<ClassificationReport> {
  return classificationReport(await classify(classifier, split.images, split.size), split.classes, classCounts);
}
