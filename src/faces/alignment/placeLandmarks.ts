import type { Box, Point } from "../box.js";

/**
 * Landmarks in pixels of the photograph, from a network that saw `part` of it in the middle of a black square. They are counted from the
 * box's own corner, not from the whole pixel that was cut at, as face-api counts them.
 *
 * @param values x and y by turns, 1 being the square's side.
 */
export function placeLandmarks(values: Float32Array, part: Box, box: Box): Point[] {
  const side = Math.max(part.width, part.height);
  const left = Math.max(box.x, 0) - (side - part.width) / 2;
  const top = Math.max(box.y, 0) - (side - part.height) / 2;
  return Array.from({ length: values.length / 2 }, (_, i) => ({
    x: left + (values[2 * i] as number) * side,
    y: top + (values[2 * i + 1] as number) * side,
  }));
}
