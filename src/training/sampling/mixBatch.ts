import type { Random } from "../../tensor/random.js";
import { drawBeta } from "./drawBeta.js";

/** Images as bytes [n, size, size, 3] and targets as probabilities [n, classes]: what a classifier's step is fed. */
export interface Batch {
  readonly images: Uint8Array;
  readonly targets: Float32Array;
  readonly size: number;
  readonly classes: number;
}

/**
 * Mixes each image of a batch with another one of it. One λ and one permutation per batch, as in the published codes; draw them from a
 * `Random(seed, stage, step)` of their own so that the mixing of a step does not depend on how its images were drawn.
 */
export type Mixing = (batch: Batch, random: Random) => Batch;

/** Mixup (Zhang et al. 2018): λ a + (1 - λ) b of images and targets alike, λ ~ Beta(alpha, alpha). Bytes are rounded. */
export function mixup(alpha = 1): Mixing {
  return (batch, random) => {
    const { share, partners } = drawMix(batch, random, alpha);
    return {
      ...batch,
      images: blendImages(batch, partners, share),
      targets: blendTargets(batch, partners, () => share),
    };
  };
}

/**
 * ReMix (Chou et al. 2020): images as in mixup, but the target goes to the rarer class alone when the other is at least `ratio` times as common
 * and the rarer one's share of the picture is above 1 - tau.
 *
 * @param counts training images per class.
 */
export function remix(counts: readonly number[], { alpha = 1, ratio = 3, tau = 0.5 } = {}): Mixing {
  return (batch, random) => {
    const { share, partners } = drawMix(batch, random, alpha);
    const commonness = (i: number): number => counts[likeliest(batch, i)]!;
    const targetShare = (i: number): number => remixShare(commonness(i), commonness(partners[i]!), share, ratio, tau);
    return {
      ...batch,
      images: blendImages(batch, partners, share),
      targets: blendTargets(batch, partners, targetShare),
    };
  };
}

/** ReMix's share of the target for an image of a class of `own` images, mixed at `share` with one of a class of `other`. */
export function remixShare(own: number, other: number, share: number, ratio: number, tau: number): number {
  if (own >= ratio * other && share < tau) return 0;
  if (own * ratio <= other && 1 - share < tau) return 1;
  return share;
}

/**
 * CutMix (Yun et al. 2019): a rectangle of the partner is pasted in, of the picture's proportions, area (1 - λ) before it is clipped at the edges,
 * centre anywhere; the target is shared by the area that was really pasted.
 */
export function cutMix(alpha = 1, probability = 0.5): Mixing {
  return (batch, random) => {
    const apply = random.chance(probability);
    const { share, partners } = drawMix(batch, random, alpha);
    const { size } = batch;
    const half = (size * Math.sqrt(1 - share)) / 2;
    const [centreX, centreY] = [random.integer(size), random.integer(size)];
    if (!apply) return batch;
    const edge = (value: number): number => Math.max(0, Math.min(size, Math.round(value)));
    const [left, right] = [edge(centreX - half), edge(centreX + half)];
    const [top, bottom] = [edge(centreY - half), edge(centreY + half)];
    const images = Uint8Array.from(batch.images);
    partners.forEach((partner, i) => {
      for (let y = top; y < bottom; y++) {
        const at = (image: number, x: number): number => ((image * size + y) * size + x) * 3;
        images.set(batch.images.subarray(at(partner, left), at(partner, right)), at(i, left));
      }
    });
    const kept = 1 - ((right - left) * (bottom - top)) / (size * size);
    return { ...batch, images, targets: blendTargets(batch, partners, () => kept) };
  };
}

function drawMix({ targets, classes }: Batch, random: Random, alpha: number): { share: number; partners: number[] } {
  const share = drawBeta(random, alpha);
  return { share, partners: random.shuffle(Array.from({ length: targets.length / classes }, (_, i) => i)) };
}

function blendImages({ images, size }: Batch, partners: readonly number[], share: number): Uint8Array {
  const bytes = size * size * 3;
  const mixed = new Uint8Array(images.length);
  partners.forEach((partner, i) => {
    for (let k = 0; k < bytes; k++) {
      mixed[i * bytes + k] = Math.round(share * images[i * bytes + k]! + (1 - share) * images[partner * bytes + k]!);
    }
  });
  return mixed;
}

function blendTargets({ targets, classes }: Batch, partners: readonly number[], share: (i: number) => number) {
  return targets.map((value, index) => {
    const i = Math.floor(index / classes);
    const own = share(i);
    return own * value + (1 - own) * targets[partners[i]! * classes + (index % classes)]!;
  });
}

/** The class of an image: where its target is largest. */
function likeliest({ targets, classes }: Batch, i: number): number {
  const row = targets.subarray(i * classes, (i + 1) * classes);
  return row.indexOf(Math.max(...row));
}
