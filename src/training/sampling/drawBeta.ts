import type { Random } from "../../tensor/random.js";

/**
 * A draw from Beta(a, a): the share of one of two Gamma(a) draws, each by Marsaglia and Tsang (2000) with their step for shapes below 1.
 *
 * @param a above 0.
 */
export function drawBeta(random: Random, a: number): number {
  if (!(a > 0)) throw new RangeError(`Expected a Beta distribution's parameter above 0, got ${a}.`);
  const [x, y] = [logGamma(random, a), logGamma(random, a)];
  // In logarithms, because for small a both draws may underflow to 0.
  return 1 / (1 + Math.exp(y - x));
}

/** Logarithm of a Gamma(shape, 1) draw. */
function logGamma(random: Random, shape: number): number {
  if (shape < 1) return logGamma(random, shape + 1) + Math.log(1 - random.uniform()) / shape;
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = random.normal();
    const v = (1 + c * x) ** 3;
    if (v > 0 && Math.log(1 - random.uniform()) < x * x * 0.5 + d - d * v + d * Math.log(v)) return Math.log(d * v);
  }
}
