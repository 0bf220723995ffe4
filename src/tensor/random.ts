import { philox4x32 } from "./philox.js";

/**
 * Seeded random numbers addressed by (seed, path): `new Random(7, "noise", 3)` is always the same sequence, whatever was drawn
 * before it anywhere else. That is what makes image i of a request the same alone or in any batch.
 */
export class Random {
  readonly #key0: number;
  readonly #key1: number;
  readonly #counter = new Uint32Array(4);
  readonly #block = new Uint32Array(4);
  #used = 4;
  #spareNormal: number | undefined;

  /** @param seed integer, 0 to 2^53 - 1. @param path names or integers that set this sequence apart from others of the same seed. */
  constructor(seed: number, ...path: readonly (string | number)[]) {
    if (!Number.isSafeInteger(seed) || seed < 0) {
      throw new RangeError(`Expected a seed that is an integer from 0 to 2^53 - 1, got ${seed}.`);
    }
    this.#key0 = seed >>> 0;
    this.#key1 = Math.floor(seed / 0x1_0000_0000) >>> 0;
    const [high, low] = hashPath(path);
    this.#counter[2] = low;
    this.#counter[3] = high;
  }

  /** The next 32 random bits as an unsigned integer. */
  uint32(): number {
    if (this.#used === 4) {
      philox4x32(this.#counter, this.#key0, this.#key1, this.#block);
      this.#counter[0] = this.#counter[0]! + 1;
      if (this.#counter[0] === 0) this.#counter[1] = this.#counter[1]! + 1;
      this.#used = 0;
    }
    return this.#block[this.#used++]!;
  }

  /** Uniform in [low, high), 53 random bits. */
  uniform(low = 0, high = 1): number {
    const bits = (this.uint32() >>> 5) * 0x400_0000 + (this.uint32() >>> 6);
    return low + (high - low) * (bits / 2 ** 53);
  }

  /** Uniform integer in [0, bound); unbiased by rejection. */
  integer(bound: number): number {
    const limit = Math.floor(0x1_0000_0000 / bound) * bound;
    let value = this.uint32();
    while (value >= limit) value = this.uint32();
    return value % bound;
  }

  /** Standard normal by the Box-Muller transform (Box and Muller, 1958). */
  normal(mean = 0, deviation = 1): number {
    if (this.#spareNormal !== undefined) {
      const spare = this.#spareNormal;
      this.#spareNormal = undefined;
      return mean + deviation * spare;
    }
    const radius = Math.sqrt(-2 * Math.log(1 - this.uniform()));
    const angle = 2 * Math.PI * this.uniform();
    this.#spareNormal = radius * Math.sin(angle);
    return mean + deviation * radius * Math.cos(angle);
  }

  /** `count` standard normals. */
  normals(count: number): Float32Array {
    const values = new Float32Array(count);
    for (let i = 0; i < count; i++) values[i] = this.normal();
    return values;
  }

  /** True with the given probability. */
  chance(probability: number): boolean {
    return this.uniform() < probability;
  }

  /** One element, each equally likely. */
  choice<T>(items: readonly T[]): T {
    return items[this.integer(items.length)]!;
  }

  /** Shuffles in place (Fisher-Yates) and returns the same array. */
  shuffle<T>(items: T[]): T[] {
    for (let i = items.length - 1; i > 0; i--) {
      const j = this.integer(i + 1);
      [items[i], items[j]] = [items[j]!, items[i]!];
    }
    return items;
  }
}

/** 64 bits of FNV-1a over the path, as two halves with different offsets: sets sequences apart, hides nothing. */
function hashPath(path: readonly (string | number)[]): [number, number] {
  const text = JSON.stringify(path);
  let high = 0x811c9dc5;
  let low = 0x9747b28c;
  for (let i = 0; i < text.length; i++) {
    high = Math.imul(high ^ text.charCodeAt(i), 0x01000193);
    low = Math.imul(low ^ text.charCodeAt(i), 0x85ebca6b);
    low ^= low >>> 13;
  }
  return [high >>> 0, low >>> 0];
}
