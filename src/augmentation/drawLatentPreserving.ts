import type { Random } from "../tensor/random.js";
import { drawLatent } from "./drawLatent.js";

/**
 * Variance-preserving draw: z' = m_c + √(1 - s) (E_mu(x) - m_c) + √s L r. Adding N(0, s Σ_c) to encodings that already vary by Σ_c
 * widens a class to (1 + s) Σ_c; this keeps Σ_c. At s = 0 it is the encoding, at s = 1 a draw from the class's Gaussian.
 *
 * @param s strength, 0 to 1.
 */
export function drawLatentPreserving({
  mean,
  classMean,
  factor,
  s,
  random,
}: {
  readonly mean: Float32Array;
  readonly classMean: Float32Array;
  readonly factor: Float32Array;
  readonly s: number;
  readonly random: Random;
}): Float32Array {
  if (!(s >= 0 && s <= 1)) throw new RangeError(`Expected a strength s from 0 to 1 to preserve variance, got ${s}.`);
  const keep = Math.sqrt(1 - s);
  const pulled = mean.map((value, i) => classMean[i]! + keep * (value - classMean[i]!));
  return drawLatent({ mean: pulled, factor, s, random });
}
