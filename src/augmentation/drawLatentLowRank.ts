import type { Samples } from "../tensor/linalg/centredScatter.js";
import type { Random } from "../tensor/random.js";

/**
 * z' = mean + √(s / (n - 1)) Xᵀ g with X the class's centred encodings [n, d] and g ~ N(0, I_n): exactly N(mean, s S_c) with the
 * unshrunk covariance S_c, without ever forming it. Stays in the span of real differences, so it also serves classes with
 * fewer images than dimensions. Costs n d products per draw.
 */
export function drawLatentLowRank({
  mean,
  encodings: { data, count, size },
  classMean,
  s,
  random,
}: {
  readonly mean: Float32Array;
  readonly encodings: Samples;
  readonly classMean: ArrayLike<number>;
  readonly s: number;
  readonly random: Random;
}): Float32Array {
  const latent = Float64Array.from(mean);
  if (count < 2) return Float32Array.from(latent);
  const scale = Math.sqrt(s / (count - 1));
  for (let row = 0; row < count; row++) {
    const weight = scale * random.normal();
    for (let i = 0; i < size; i++) latent[i] = latent[i]! + weight * (data[row * size + i]! - classMean[i]!);
  }
  return Float32Array.from(latent);
}
