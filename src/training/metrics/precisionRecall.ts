import type { Samples } from "../../tensor/linalg/centredScatter.js";

/**
 * Improved precision and recall for generators (Kynkäänniemi, Karras, Laine, Lehtinen and Aila, 2019). Each set is covered by balls
 * around its samples that reach to the k-th nearest neighbour in the set. Precision is the share of generated samples within the real
 * balls (are they real?), recall the share of real samples within the generated balls (is everything there?).
 * Give both sets the same size; each needs more than k samples.
 */
export function precisionRecall(real: Samples, generated: Samples, k = 3): { precision: number; recall: number } {
  return { precision: covered(generated, real, k), recall: covered(real, generated, k) };
}

function covered(samples: Samples, by: Samples, k: number): number {
  const radii = Array.from({ length: by.count }, (_, i) => {
    const distances = Array.from({ length: by.count }, (_, j) => squaredDistance(by, i, by, j));
    distances.splice(i, 1);
    return distances.sort((a, b) => a - b)[k - 1]!;
  });
  let inside = 0;
  for (let i = 0; i < samples.count; i++) {
    if (radii.some((radius, j) => squaredDistance(samples, i, by, j) <= radius)) inside++;
  }
  return inside / samples.count;
}

function squaredDistance(a: Samples, i: number, b: Samples, j: number): number {
  let sum = 0;
  for (let k = 0; k < a.size; k++) sum += (a.data[i * a.size + k]! - b.data[j * b.size + k]!) ** 2;
  return sum;
}
