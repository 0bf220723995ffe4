import { recompress } from "../../images/index.js";
import type { Random } from "../../tensor/random.js";
import type { Circumstances } from "./circumstances.js";

/** What a camera does to a picture, in its order: exposure and colour, lens blur, loss of resolution, sensor noise, JPEG. */
export async function degrade(
  pixels: Uint8Array,
  size: number,
  how: Circumstances,
  random: Random,
): Promise<Uint8Array> {
  let values = expose(pixels, how);
  // Blur is stated for 100 pixels; other sizes see the same picture.
  values = blur(values, size, (how.blur * size) / 100);
  if (how.resample < 1)
    values = resample(resample(values, size, Math.round(size * how.resample)), Math.round(size * how.resample), size);
  const noisy = new Uint8Array(values.length);
  for (let i = 0; i < values.length; i++) {
    const noise = how.noise > 0 ? how.noise * cheapNormal(random) : 0;
    noisy[i] = Math.max(0, Math.min(255, Math.round(values[i]! + noise)));
  }
  return recompress(noisy, size, how.quality);
}

function expose(pixels: Uint8Array, { gamma, temperature }: Circumstances): Float32Array {
  const gains = [1 + 0.1 * temperature, 1, 1 - 0.12 * temperature];
  const curves = gains.map((gain) => Float32Array.from({ length: 256 }, (_, v) => 255 * (v / 255) ** gamma * gain));
  return Float32Array.from(pixels, (value, i) => curves[i % 3]![value]!);
}

/** Separable Gaussian blur with clamped borders. */
function blur(values: Float32Array, size: number, deviation: number): Float32Array {
  if (deviation < 0.15) return values;
  const radius = Math.ceil(3 * deviation);
  const weights = Float32Array.from({ length: 2 * radius + 1 }, (_, i) =>
    Math.exp(-((i - radius) ** 2) / (2 * deviation ** 2)),
  );
  const sum = weights.reduce((a, b) => a + b, 0);
  const pass = (from: Float32Array, step: number, other: number): Float32Array => {
    const to = new Float32Array(from.length);
    for (let line = 0; line < size; line++) {
      for (let at = 0; at < size; at++) {
        for (let channel = 0; channel < 3; channel++) {
          let total = 0;
          for (let k = -radius; k <= radius; k++) {
            const clamped = Math.max(0, Math.min(size - 1, at + k));
            total += weights[k + radius]! * from[line * other + clamped * step + channel]!;
          }
          to[line * other + at * step + channel] = total / sum;
        }
      }
    }
    return to;
  };
  return pass(pass(values, 3, 3 * size), 3 * size, 3);
}

/** Bilinear scaling of a square image. */
function resample(values: Float32Array, from: number, to: number): Float32Array {
  const result = new Float32Array(to * to * 3);
  const place = (i: number) => Math.max(0, Math.min(from - 1, ((i + 0.5) * from) / to - 0.5));
  for (let y = 0; y < to; y++) {
    const top = Math.floor(place(y));
    const shareY = place(y) - top;
    const bottom = Math.min(from - 1, top + 1);
    for (let x = 0; x < to; x++) {
      const left = Math.floor(place(x));
      const shareX = place(x) - left;
      const right = Math.min(from - 1, left + 1);
      for (let c = 0; c < 3; c++) {
        const at = (row: number, column: number) => values[(row * from + column) * 3 + c]!;
        const above = at(top, left) * (1 - shareX) + at(top, right) * shareX;
        const below = at(bottom, left) * (1 - shareX) + at(bottom, right) * shareX;
        result[(y * to + x) * 3 + c] = above * (1 - shareY) + below * shareY;
      }
    }
  }
  return result;
}

/** Sum of the four bytes of one random word, scaled to unit variance: normal enough for sensor noise at an eighth of the cost. */
function cheapNormal(random: Random): number {
  const bits = random.uint32();
  const sum = (bits & 255) + ((bits >>> 8) & 255) + ((bits >>> 16) & 255) + (bits >>> 24);
  return (sum - 510) / 147.8;
}
