import type { Random } from "../tensor/random.js";

export interface LatentDraw {
  /** [d] encoding of the source image, E_mu(x). */
  readonly mean: Float32Array;
  /** [d, d] row-major lower-triangular L of the class, L Lᵀ = Σ_c. */
  readonly factor: Float32Array;
  /** Strength, 0 and up: the covariance of the noise is s Σ_c. At 0 the result is `mean`. */
  readonly s: number;
  /** d standard normals are drawn, whatever the form and s. */
  readonly random: Random;
  /**
   * "correct" draws z' = mean + √s L r, which has the distribution N(mean, s Σ_c) that the paper states. "literal" draws
   * z' = mean + s Σ_c r, the paper's equation (4) read as a matrix product: covariance s² Σ_c².
   */
  readonly form?: "correct" | "literal";
}

/** A new latent vector [d] around an encoding, along the directions in which the class varies. Double precision inside. */
export function drawLatent({ mean, factor, s, random, form = "correct" }: LatentDraw): Float32Array {
  const d = mean.length;
  const noise = random.normals(d);
  const moved = form === "correct" ? noise : timesTransposed(factor, noise, d);
  const scale = form === "correct" ? Math.sqrt(s) : s;
  const latent = new Float32Array(d);
  for (let row = 0; row < d; row++) {
    let sum = 0;
    for (let column = 0; column <= row; column++) sum += factor[row * d + column]! * moved[column]!;
    latent[row] = mean[row]! + scale * sum;
  }
  return latent;
}

/** Lᵀ r */
function timesTransposed(factor: Float32Array, r: Float32Array, d: number): Float64Array {
  const out = new Float64Array(d);
  for (let row = 0; row < d; row++) {
    for (let column = 0; column <= row; column++) out[column] = out[column]! + factor[row * d + column]! * r[row]!;
  }
  return out;
}
