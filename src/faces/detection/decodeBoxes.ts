import type { Detection } from "./detection.js";

interface Boxes {
  readonly classes: number;
  readonly faceClass: number;
  readonly corners: "xyxy" | "centre";
  readonly unit: "relative" | "pixels";
}

/**
 * Boxes that the network has worked out itself.
 *
 * @param boxes [count, 4], corners or centre and size, in pixels of an input of `inputSize`, or relative to it.
 * @param scores [count, classes].
 * @param side what the input stands for, in pixels: boxes are in these pixels.
 */
export function decodeBoxes(
  boxes: Float32Array,
  scores: Float32Array,
  { classes, faceClass, corners, unit }: Boxes,
  inputSize: number,
  side: number,
  least: number,
): Detection[] {
  const factor = unit === "relative" ? side : side / inputSize;
  const found: Detection[] = [];
  for (let i = 0; i < boxes.length / 4; i++) {
    const score = scores[i * classes + faceClass] as number;
    if (!(score > least)) continue;
    const [first, second, third, fourth] = Array.from(boxes.subarray(i * 4, i * 4 + 4), (value) => value * factor) as [
      number,
      number,
      number,
      number,
    ];
    const box =
      corners === "xyxy"
        ? { x: first, y: second, width: third - first, height: fourth - second }
        : { x: first - third / 2, y: second - fourth / 2, width: third, height: fourth };
    found.push({ box, score });
  }
  return found;
}
