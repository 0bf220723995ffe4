import { Random } from "../tensor/random.js";

/**
 * Random numbers whose standard normals are drawn again while they are beyond ±`limit`, BigGAN's truncation trick (Brock et al. 2019), for
 * any of the latent samplers. The variance shrinks with it: to 0.774 at limit 2.
 */
export class TruncatedRandom extends Random {
  readonly #limit: number;

  /** @param limit in standard deviations, above 0. */
  constructor(limit: number, seed: number, ...path: readonly (string | number)[]) {
    super(seed, ...path);
    if (!(limit > 0)) throw new RangeError(`Expected a truncation limit above 0, got ${limit}.`);
    this.#limit = limit;
  }

  override normal(mean = 0, deviation = 1): number {
    let value = super.normal();
    while (Math.abs(value) > this.#limit) value = super.normal();
    return mean + deviation * value;
  }
}
