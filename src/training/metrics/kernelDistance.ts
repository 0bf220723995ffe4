import type { Samples } from "../../tensor/linalg/centredScatter.js";
import type { Random } from "../../tensor/random.js";

/**
 * Unbiased squared maximum mean discrepancy with the kernel (a·b/d + 1)³ (Bińkowski, Sutherland, Arbel and Gretton, 2018, "KID").
 * Unbiased also for the few images of a tail class, for which it may come out slightly negative. Needs two samples on each side.
 */
export function kernelDistance(a: Samples, b: Samples): number {
  return meanKernel(a, a, true) + meanKernel(b, b, true) - 2 * meanKernel(a, b, false);
}

/** Mean and standard deviation of {@link kernelDistance} over random subsets of `size` samples, as KID is reported. */
export function kernelDistanceOfSubsets(
  a: Samples,
  b: Samples,
  { subsets = 100, size, random }: { subsets?: number; size: number; random: Random },
): { mean: number; deviation: number } {
  const take = Math.min(size, a.count, b.count);
  const values = Array.from({ length: subsets }, () =>
    kernelDistance(subset(a, take, random), subset(b, take, random)),
  );
  const mean = values.reduce((sum, value) => sum + value, 0) / subsets;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / subsets;
  return { mean, deviation: Math.sqrt(variance) };
}

function meanKernel(a: Samples, b: Samples, same: boolean): number {
  let sum = 0;
  for (let i = 0; i < a.count; i++) {
    for (let j = 0; j < b.count; j++) {
      if (same && i === j) continue;
      let dot = 0;
      for (let k = 0; k < a.size; k++) dot += a.data[i * a.size + k]! * b.data[j * b.size + k]!;
      sum += (dot / a.size + 1) ** 3;
    }
  }
  return sum / (a.count * (same ? a.count - 1 : b.count));
}

function subset({ data, count, size }: Samples, take: number, random: Random): Samples {
  const chosen = random.shuffle(Array.from({ length: count }, (_, i) => i)).slice(0, take);
  const rows = new Float64Array(take * size);
  chosen.forEach((row, i) => {
    rows.set(data.subarray(row * size, (row + 1) * size), i * size);
  });
  return { data: rows, count: take, size };
}
