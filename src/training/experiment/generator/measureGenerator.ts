import type { LabelledImages } from "../../../datasets/index.js";
import type { Session } from "../../../runtime/index.js";
import type { Samples } from "../../../tensor/linalg/centredScatter.js";
import { covariance } from "../../../tensor/linalg/covariance.js";
import { principalComponents } from "../../../tensor/linalg/principalComponents.js";
import { Random } from "../../../tensor/random.js";
import {
  argmaxRows,
  confusionMatrix,
  frechetDistance,
  kernelDistanceOfSubsets,
  meanClassAccuracy,
  precisionRecall,
} from "../../metrics/index.js";
import type { AugmentedPool } from "../../stages/generatePool.js";
import { inBatches } from "../../stages/inBatches.js";
import type { GeneratorMeasures, Measured } from "./generatorFile.js";

/** Directions of the features that are kept: a covariance of more could not be estimated from some hundred images. */
const DIRECTIONS = 64;
/** Images per class for precision and recall, whose cost is quadratic, and per subset for the kernel distance. */
const PAIRED = 100;
const SUBSETS = 20;

/** Images of one class each, by class index. */
type Sets = ReadonlyMap<number, Uint8Array>;

/**
 * Fréchet and kernel distances, precision and recall of sets of images to `reference`, in the critic's features: a classifier's, so that no figure
 * here can be compared with published FID or KID (docs/method.md, section 8.4).
 */
export async function measureGenerator(
  critic: Session,
  reference: { readonly name: string; readonly images: LabelledImages },
  pools: readonly { readonly name: string; readonly pool: AugmentedPool }[],
  { s, seed }: { readonly s: number; readonly seed: number },
): Promise<GeneratorMeasures> {
  const { labels, size, classes } = reference.images;
  const answer = async (images: Uint8Array): Promise<{ logits: Float32Array; features: Samples }> => {
    const count = images.length / (size * size * 3);
    const { logits, features } = await inBatches(critic, "images", { data: images, shape: [count, size, size, 3] });
    const data = Float64Array.from(features!.data);
    return { logits: logits!.data as Float32Array, features: { data, count, size: data.length / count } };
  };
  const real = await answer(reference.images.images);
  const directions = Math.min(DIRECTIONS, real.features.size);
  const components = principalComponents(real.features, directions);
  const realFeatures = components.project(real.features);
  const ofClass = (label: number): Samples => rows(realFeatures, indicesOf(classes, label));
  const gaussian = covariance(realFeatures);

  const sets: Measured[] = [];
  for (const { name, pool } of pools) {
    const bounded = atMost(pool, classes, size);
    const features: Samples[] = [];
    const kidPerClass: Record<string, number | null> = {};
    const agreement: Record<string, number> = {};
    for (const [label, images] of bounded) {
      const { logits, features: raw } = await answer(images);
      const projected = components.project(raw);
      features.push(projected);
      const predicted = argmaxRows(logits, labels.length);
      agreement[labels[label]!] = predicted.filter((value) => value === label).length / predicted.length;
      const own = ofClass(label);
      kidPerClass[labels[label]!] = own.count < 2 || projected.count < 2 ? null : kid(projected, own, seed, label).mean;
    }
    const all = joined(features);
    const { mean, deviation } = kid(all, realFeatures, seed, "all");
    const paired = Math.min(PAIRED * labels.length, all.count, realFeatures.count);
    const pick = (samples: Samples): Samples =>
      rows(samples, new Random(seed, "precision", samples.count).shuffle(range(samples.count)).slice(0, paired));
    const covered = paired > 3 ? precisionRecall(pick(realFeatures), pick(all)) : { precision: 0, recall: 0 };
    sets.push({
      name,
      images: all.count,
      fcd: frechetDistance(gaussian, covariance(all)),
      kid: mean,
      kidDeviation: deviation,
      kidPerClass,
      ...covered,
      agreement,
    });
  }
  const confusion = confusionMatrix(classes, argmaxRows(real.logits, labels.length), labels.length);
  return { s, reference: reference.name, criticAccuracy: meanClassAccuracy(confusion) ?? 0, sets };
}

function kid(a: Samples, b: Samples, seed: number, what: string | number): { mean: number; deviation: number } {
  return kernelDistanceOfSubsets(a, b, { subsets: SUBSETS, size: PAIRED, random: new Random(seed, "kid", what) });
}

/** No more images of a class than the reference has, so that both sets have the same classes in the same shares. */
function atMost(pool: Sets, classes: Uint8Array, size: number): Map<number, Uint8Array> {
  const bytes = size * size * 3;
  const kept = [...pool].map(([label, images]): [number, Uint8Array] => [
    label,
    images.subarray(0, indicesOf(classes, label).length * bytes),
  ]);
  return new Map(kept.filter(([, images]) => images.length > 0));
}

function indicesOf(classes: Uint8Array, label: number): number[] {
  return range(classes.length).filter((i) => classes[i] === label);
}

function range(count: number): number[] {
  return Array.from({ length: count }, (_, i) => i);
}

function rows({ data, size }: Samples, chosen: readonly number[]): Samples {
  const out = new Float64Array(chosen.length * size);
  chosen.forEach((row, i) => {
    out.set(data.subarray(row * size, (row + 1) * size), i * size);
  });
  return { data: out, count: chosen.length, size };
}

function joined(parts: readonly Samples[]): Samples {
  const size = parts[0]!.size;
  const count = parts.reduce((sum, part) => sum + part.count, 0);
  const data = new Float64Array(count * size);
  let row = 0;
  for (const part of parts) {
    data.set(part.data, row * size);
    row += part.count;
  }
  return { data, count, size };
}
