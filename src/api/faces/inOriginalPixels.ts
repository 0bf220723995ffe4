import { type Box, type Point, scaleBox } from "../../faces/index.js";
import type { Photograph } from "./photograph.js";

/** Places of the decoded photograph, in pixels of the photograph as it was sent. */
export function inOriginalPixels({ enlargement }: Photograph) {
  return {
    box: (box: Box): Box => scaleBox(box, enlargement),
    points: (points: readonly Point[]): Point[] =>
      points.map(({ x, y }) => ({ x: x * enlargement, y: y * enlargement })),
  };
}
