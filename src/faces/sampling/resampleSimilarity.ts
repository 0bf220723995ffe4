import type { Similarity } from "../alignment/similarity.js";
import type { Photo } from "../photo.js";

/** More samples per axis change nothing that can be seen. */
const MOST_SAMPLES = 8;

/**
 * A turned, scaled and moved part of a photograph as `size` x `size` RGB values, float32 [size, size, 3], 0 to 255; black outside it.
 *
 * @param toPhoto from places in the result, 1 being its size, to pixels of the photograph. Where that makes the photograph smaller, each
 *   pixel is the mean of as many interpolated samples as keep small detail from flickering.
 */
export function resampleSimilarity(photo: Photo, toPhoto: Similarity, size: number): Float32Array {
  const { a, b, x: dx, y: dy } = toPhoto;
  const scale = Math.hypot(a, b) / size;
  const samples = Math.min(MOST_SAMPLES, Math.max(1, Math.ceil(scale)));
  const result = new Float32Array(size * size * 3);
  const colour = new Float32Array(3);
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      colour.fill(0);
      for (let i = 0; i < samples; i++) {
        for (let j = 0; j < samples; j++) {
          const u = (column + (j + 0.5) / samples) / size;
          const v = (row + (i + 0.5) / samples) / size;
          add(photo, a * u - b * v + dx - 0.5, b * u + a * v + dy - 0.5, colour);
        }
      }
      const at = (row * size + column) * 3;
      for (let channel = 0; channel < 3; channel++)
        result[at + channel] = (colour[channel] as number) / (samples * samples);
    }
  }
  return result;
}

/** Adds the colour between four pixels; `x` and `y` count from the centre of the first one. */
function add({ pixels, width, height }: Photo, x: number, y: number, colour: Float32Array): void {
  const left = Math.floor(x);
  const top = Math.floor(y);
  for (let i = 0; i < 2; i++) {
    const row = top + i;
    const down = i === 0 ? 1 - (y - top) : y - top;
    if (row < 0 || row >= height || down === 0) continue;
    for (let j = 0; j < 2; j++) {
      const column = left + j;
      const weight = down * (j === 0 ? 1 - (x - left) : x - left);
      if (column < 0 || column >= width || weight === 0) continue;
      const at = (row * width + column) * 3;
      for (let channel = 0; channel < 3; channel++)
        colour[channel] = (colour[channel] as number) + weight * (pixels[at + channel] as number);
    }
  }
}
