import type { Detection } from "./detection.js";

interface Grid {
  readonly cells: number;
  /** Width and height in cells. */
  readonly anchors: readonly (readonly [number, number])[];
}

/**
 * Boxes from a YOLO grid, as in Redmon & Farhadi 2017 (arXiv:1612.08242), section 2: the centre is the cell plus the sigmoid of x and y, the
 * size is the anchor times the exponential of width and height, the score is a sigmoid.
 *
 * @param values [cells, cells, anchors * 5], each x, y, width, height, score.
 * @param side what the grid stands for, in pixels: boxes are in these pixels.
 */
export function decodeGrid(values: Float32Array, { cells, anchors }: Grid, side: number, least: number): Detection[] {
  const found: Detection[] = [];
  const cell = side / cells;
  for (let at = 0; at < values.length; at += 5) {
    const score = sigmoid(values[at + 4] as number);
    if (score <= least) continue;
    const place = Math.floor(at / 5 / anchors.length);
    const [anchorWidth, anchorHeight] = anchors[(at / 5) % anchors.length] as readonly [number, number];
    const width = Math.exp(values[at + 2] as number) * anchorWidth * cell;
    const height = Math.exp(values[at + 3] as number) * anchorHeight * cell;
    const x = ((place % cells) + sigmoid(values[at] as number)) * cell - width / 2;
    const y = (Math.floor(place / cells) + sigmoid(values[at + 1] as number)) * cell - height / 2;
    found.push({ box: { x, y, width, height }, score });
  }
  return found;
}

function sigmoid(value: number): number {
  return 1 / (1 + Math.exp(-value));
}
