import type { LabelledImages } from "../../datasets/index.js";
import type { Random } from "../../tensor/random.js";

/** Draws the index of an image: first a class with p_c proportional to n_c^power, then one of its images, each equally likely. */
export type ImageSampler = (random: Random) => number;

/**
 * Sampling by class (Kang et al. 2020): power 1 draws images as they come, 0 is class-balanced, 1/2 is between. Classes without images are never
 * drawn.
 */
export function classSampler(images: Pick<LabelledImages, "classes" | "labels">, power: number): ImageSampler {
  const members = indicesByClass(images);
  const weights = members.map((indices) => (indices.length === 0 ? 0 : indices.length ** power));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return (random) => {
    let left = random.uniform() * total;
    let chosen = weights.findIndex((weight) => {
      left -= weight;
      return left < 0;
    });
    // Rounding can leave a hair of the total unclaimed.
    if (chosen === -1) chosen = weights.findLastIndex((weight) => weight > 0);
    return random.choice(members[chosen]!);
  };
}

/** The indices of each class's images. */
export function indicesByClass({ classes, labels }: Pick<LabelledImages, "classes" | "labels">): number[][] {
  const members: number[][] = labels.map(() => []);
  classes.forEach((label, index) => {
    members[label]!.push(index);
  });
  return members;
}
