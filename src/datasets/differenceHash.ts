const columns = 16;
const rows = 15;

/**
 * Perceptual hash of an RGB image, uint8 [size, size, 3]: brightness averaged to 16 x 15 cells plus a column, one bit for whether
 * each cell is brighter than its right neighbour. The classic "dHash" with more cells, because aligned faces are alike at 8 x 8.
 */
export function differenceHash(pixels: Uint8Array, size: number, mirrored: boolean): Uint32Array {
  const cells = new Float64Array((columns + 1) * rows);
  const counts = new Float64Array((columns + 1) * rows);
  // Where the image has fewer pixels than cells, cells take the nearest pixel.
  const steps = Math.max(size, 2 * (columns + 1));
  for (let stepY = 0; stepY < steps; stepY++) {
    const y = Math.floor(((stepY + 0.5) * size) / steps);
    const row = Math.floor((stepY * rows) / steps);
    for (let stepX = 0; stepX < steps; stepX++) {
      const across = Math.floor(((stepX + 0.5) * size) / steps);
      const at = (y * size + (mirrored ? size - 1 - across : across)) * 3;
      const cell = row * (columns + 1) + Math.floor((stepX * (columns + 1)) / steps);
      cells[cell] = cells[cell]! + 0.299 * pixels[at]! + 0.587 * pixels[at + 1]! + 0.114 * pixels[at + 2]!;
      counts[cell] = counts[cell]! + 1;
    }
  }
  const hash = new Uint32Array(Math.ceil((columns * rows) / 32));
  for (let bit = 0; bit < columns * rows; bit++) {
    const cell = Math.floor(bit / columns) * (columns + 1) + (bit % columns);
    const brighter = cells[cell]! / counts[cell]! > cells[cell + 1]! / counts[cell + 1]!;
    if (brighter) hash[bit >>> 5] = (hash[bit >>> 5]! | (1 << (bit & 31))) >>> 0;
  }
  return hash;
}

/** Number of differing bits; counting stops once it is above `limit`. */
export function distance(a: Uint32Array, b: Uint32Array, limit: number): number {
  let total = 0;
  for (let i = 0; i < a.length && total <= limit; i++) total += popCount(a[i]! ^ b[i]!);
  return total;
}

/** Bits set in 32 bits, by summing ever wider fields. */
function popCount(value: number): number {
  const pairs = value - ((value >>> 1) & 0x55555555);
  const nibbles = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((nibbles + (nibbles >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
