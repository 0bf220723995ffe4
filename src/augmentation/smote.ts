import type { Samples } from "../tensor/linalg/centredScatter.js";
import type { Random } from "../tensor/random.js";

/** SMOTE's usual number of neighbours. */
const SMOTE_NEIGHBOURS = 5;

/** Samples of one class: encodings [n, d] for SMOTE in z, or pixels [n, H · W · 3] as bytes for SMOTE in the picture. */
export type SmoteSamples = Omit<Samples, "data"> & { readonly data: Float32Array | Float64Array | Uint8Array };

/**
 * The `k` samples that are nearest to sample `index` in Euclidean distance, nearest first, itself left out; fewer when the class has fewer.
 * Equal distances are ordered by index.
 */
export function nearestNeighbours({ data, count, size }: SmoteSamples, index: number, k = SMOTE_NEIGHBOURS): number[] {
  const distances = new Float64Array(count);
  for (let row = 0; row < count; row++) {
    let sum = 0;
    for (let i = 0; i < size; i++) sum += (data[row * size + i]! - data[index * size + i]!) ** 2;
    distances[row] = sum;
  }
  return Array.from(distances.keys())
    .filter((row) => row !== index)
    .sort((a, b) => distances[a]! - distances[b]! || a - b)
    .slice(0, k);
}

/**
 * SMOTE (Chawla et al. 2002): x + u (x_nn - x), u ~ U(0, 1), x_nn one of the k nearest samples of the same class. A class of one sample gives
 * that sample. In double precision; latents take it as it is, pixels are to be rounded ({@link drawPixelSmote}).
 */
function drawSmote(samples: SmoteSamples, index: number, random: Random, k = SMOTE_NEIGHBOURS): Float64Array {
  const { data, size } = samples;
  const neighbours = nearestNeighbours(samples, index, k);
  const [position, u] = [random.uniform(), random.uniform()];
  const partner = neighbours[Math.floor(position * neighbours.length)] ?? index;
  return Float64Array.from({ length: size }, (_, i) => {
    const from = data[index * size + i]!;
    return from + u * (data[partner * size + i]! - from);
  });
}

/** SMOTE between pictures: bytes in, bytes out. */
export function drawPixelSmote(samples: SmoteSamples, index: number, random: Random, k = SMOTE_NEIGHBOURS): Uint8Array {
  return Uint8Array.from(drawSmote(samples, index, random, k), Math.round);
}

/** SMOTE between encodings: a latent vector [d]. */
export function drawLatentSmote(samples: Samples, index: number, random: Random, k = SMOTE_NEIGHBOURS): Float32Array {
  return Float32Array.from(drawSmote(samples, index, random, k));
}
