import type { Point } from "./canvas.js";
import { halfWidth } from "./headShape.js";
import { smooth, write } from "./paths.js";
import { type Scene, sides } from "./scene.js";

/** A frame with slightly reflecting lenses. */
export function drawGlasses({ canvas, person, project, circumstances }: Scene): void {
  if (!person.glasses) return;
  const frame = person.melanin > 0.5 ? ([40, 34, 32] as const) : ([58, 44, 40] as const);
  for (const [, sign] of sides) {
    const at = (x: number, y: number): Point => project(sign * x, y, 0.16);
    const lens = smooth(
      [at(0.17, -0.12), at(0.5, -0.2), at(0.83, -0.14), at(0.85, 0.08), at(0.55, 0.25), at(0.22, 0.14)],
      true,
    );
    canvas.fill(lens, [225, 235, 245], 0.1);
    canvas.stroke(lens, frame, 0.045, 0.95);
    canvas.stroke(`M${write(at(0.85, -0.08))}L${write(project(sign * halfWidth(person), -0.04, 0))}`, frame, 0.045);
    const shine = circumstances.lightX;
    canvas.stroke(
      `M${write(at(0.5 + 0.1 * shine, -0.13))}L${write(at(0.36 + 0.1 * shine, 0.08))}`,
      [255, 255, 255],
      0.05,
      0.35,
    );
  }
  canvas.stroke(
    smooth([project(-0.17, -0.07, 0.16), project(0, -0.11, 0.2), project(0.17, -0.07, 0.16)]),
    frame,
    0.045,
  );
}
