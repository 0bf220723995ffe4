import type { Box } from "../box.js";
import type { Photo } from "../photo.js";

/** Where one row or column of the result comes from: two pixels of the photograph, or -1 for the black border, and the second's weight. */
interface Axis {
  readonly first: Int32Array;
  readonly second: Int32Array;
  readonly weight: Float32Array;
}

/**
 * A part of a photograph (whole pixels, inside it) on a black square, as `size` x `size` RGB values, float32 [size, size, 3], 0 to 255.
 * The square is as long as the part's longer side; the part lies in its middle, or at its top left.
 *
 * Pixels are interpolated between their two neighbours per axis, whose places are i * side / size: TensorFlow's `resizeBilinear` with
 * corners and centres unaligned, which is what published TensorFlow.js networks were trained with. It does not smooth, so another
 * method gives them other numbers.
 */
export function resampleSquare(photo: Photo, part: Box, size: number, place: "centre" | "corner"): Float32Array {
  const side = Math.max(part.width, part.height);
  const columns = axis(part.x, part.width, side, size, place);
  const rows = axis(part.y, part.height, side, size, place);
  const { pixels, width } = photo;
  const result = new Float32Array(size * size * 3);
  let at = 0;
  for (let row = 0; row < size; row++) {
    const top = (rows.first[row] as number) * width;
    const bottom = (rows.second[row] as number) * width;
    const down = rows.weight[row] as number;
    if (top < 0 && bottom < 0) {
      at += size * 3;
      continue;
    }
    for (let column = 0; column < size; column++) {
      const left = columns.first[column] as number;
      const right = columns.second[column] as number;
      const across = columns.weight[column] as number;
      for (let channel = 0; channel < 3; channel++, at++) {
        const topLeft = top < 0 || left < 0 ? 0 : (pixels[(top + left) * 3 + channel] as number);
        const topRight = top < 0 || right < 0 ? 0 : (pixels[(top + right) * 3 + channel] as number);
        const bottomLeft = bottom < 0 || left < 0 ? 0 : (pixels[(bottom + left) * 3 + channel] as number);
        const bottomRight = bottom < 0 || right < 0 ? 0 : (pixels[(bottom + right) * 3 + channel] as number);
        const upper = topLeft + (topRight - topLeft) * across;
        const lower = bottomLeft + (bottomRight - bottomLeft) * across;
        result[at] = upper + (lower - upper) * down;
      }
    }
  }
  return result;
}

function axis(start: number, length: number, side: number, size: number, place: "centre" | "corner"): Axis {
  // An odd border has its larger half behind, as Math.round gives it.
  const before = place === "corner" ? 0 : side - length - Math.round((side - length) / 2);
  const first = new Int32Array(size);
  const second = new Int32Array(size);
  const weight = new Float32Array(size);
  const pixel = (position: number) => {
    const inside = position - before;
    return inside >= 0 && inside < length ? start + inside : -1;
  };
  for (let i = 0; i < size; i++) {
    const position = (i * side) / size;
    const floor = Math.floor(position);
    first[i] = pixel(floor);
    second[i] = pixel(Math.min(side - 1, Math.ceil(position)));
    weight[i] = position - floor;
  }
  return { first, second, weight };
}
