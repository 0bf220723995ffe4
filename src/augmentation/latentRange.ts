import type { Samples } from "../tensor/linalg/centredScatter.js";

/** Per dimension the quantiles [d] of all training encodings, outside of which the decoder has seen nothing. */
export interface LatentRange {
  readonly low: Float32Array;
  readonly high: Float32Array;
}

/** The quantiles `tail` and 1 - `tail` of each dimension (nearest rank). */
export function latentRange({ data, count, size }: Samples, tail = 0.005): LatentRange {
  const [low, high] = [new Float32Array(size), new Float32Array(size)];
  for (let i = 0; i < size; i++) {
    const values = Float32Array.from({ length: count }, (_, row) => data[row * size + i]!).sort();
    low[i] = values[Math.floor(tail * (count - 1))]!;
    high[i] = values[Math.ceil((1 - tail) * (count - 1))]!;
  }
  return { low, high };
}

/** The latent vector with every coordinate moved into the range. */
export function clipToRange(latent: Float32Array, { low, high }: LatentRange): Float32Array {
  return latent.map((value, i) => Math.min(Math.max(value, low[i]!), high[i]!));
}
