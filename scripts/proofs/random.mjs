/** Numbers from 0 to 1 by a seed (mulberry32): a proof that failed is repeated with its seed. */
export function randomFrom(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** @param {() => number} random */
export function pick(random, list) {
  return list[Math.floor(random() * list.length)];
}

/** An integer from low to high, both included. @param {() => number} random */
export function between(random, low, high) {
  return low + Math.floor(random() * (high - low + 1));
}
