import type { DetectorPart } from "../../bundle/index.js";
import { type Box, insideImage } from "../box.js";
import { decodeBoxes } from "./decodeBoxes.js";
import { decodeGrid } from "./decodeGrid.js";
import type { Detection } from "./detection.js";
import { suppress } from "./suppress.js";

/**
 * Faces from one row of a detector's outputs, the most certain first. Boxes are in pixels of the photograph of `width` x `height`, which
 * the detector saw at the top left of a square; they may reach a little beyond it, and those without a whole pixel in it are left out.
 */
export function readDetections(
  outputs: Readonly<Record<string, unknown>>,
  { input, output, extent, scoreThreshold, iouThreshold }: DetectorPart,
  { width, height }: { readonly width: number; readonly height: number },
): Detection[] {
  const side = Math.max(width, height);
  const values = (name: string) => outputs[name] as Float32Array;
  const found =
    output.form === "grid"
      ? decodeGrid(values(output.name), output, side, scoreThreshold)
      : decodeBoxes(values(output.boxes), values(output.scores), output, input.size, side, scoreThreshold);
  const [stretchX, stretchY] = [width, height].map((length) => {
    const share = (length * input.size) / side;
    return extent === "rounded" ? share / Math.round(share) : 1;
  }) as [number, number];
  const stretched = found.map(({ box, score }) => ({
    box: {
      x: box.x * stretchX,
      y: box.y * stretchY,
      width: box.width * stretchX,
      height: box.height * stretchY,
    },
    score,
  }));
  return suppress(stretched, iouThreshold).filter(({ box }) => isInside(insideImage(box, { width, height })));
}

function isInside({ width, height }: Box): boolean {
  return width >= 1 && height >= 1;
}
