import type { Point } from "./canvas.js";
import type { LipCurves } from "./lipCurves.js";
import { outline } from "./paths.js";
import type { Scene } from "./scene.js";

/** What parted lips show: teeth of the upper jaw, with a stretched or lowered lip those of the lower one, and the tongue. */
export function drawInsideOfMouth({ canvas, geometry, project }: Scene, curves: LipCurves): void {
  const { units, lipInnerTop, lipInnerBottom, halves } = geometry;
  const gap = lipInnerBottom - lipInnerTop;
  const inside = outline(curves.upperInner, [...curves.lowerInner].reverse());
  const width = (halves[0].mouthCorner[0] + halves[1].mouthCorner[0]) / 2;
  const enamel = canvas.linear(project(-width, 0), project(width, 0), [
    [0, [110, 92, 84]],
    [0.28, [240, 232, 220]],
    [0.72, [240, 232, 220]],
    [1, [110, 92, 84]],
  ]);
  const shifted = (points: readonly Point[], down: number): Point[] => points.map(([x, y]) => [x, y + down]);
  canvas.fill(inside, [44, 12, 15]);
  canvas.clipped(inside, () => {
    if (units[26] > 0.15) {
      const at = project(0, lipInnerBottom + 0.03, 0.05);
      canvas.glow(at, 0.55 * width, 0.1 + 0.1 * units[26], [186, 84, 86], 0.9);
    }
    const upper = Math.min(0.15, gap * (0.34 + 0.4 * Math.min(1, units[12]) + 0.2 * units[10] + 0.15 * units[20]));
    canvas.fill(outline(shifted(curves.upperInner, -0.1), shifted(curves.upperInner, upper).reverse()), enamel);
    const lower = Math.min(0.08, gap * 0.28) * Math.min(1, 1.3 * units[20] + units[16]);
    if (lower > 0.015) {
      canvas.fill(outline(shifted(curves.lowerInner, -lower), shifted(curves.lowerInner, 0.1).reverse()), enamel, 0.9);
    }
  });
}
