import { shade } from "./colour.js";
import { halfWidth } from "./headShape.js";
import { smooth } from "./paths.js";
import type { Scene } from "./scene.js";

/** Beard and moustache, under the mouth in drawing order so that lips stay readable. */
export function drawFacialHair({ canvas, person, geometry, project }: Scene): void {
  const colour = shade(person.hair, 0.85);
  const width = halfWidth(person);
  const { lipTop, lipBottom, chin, halves } = geometry;
  if (person.beard > 0) {
    const at = (x: number, y: number) => project(x, y, 0.05);
    const half = (sign: 1 | -1) => [
      at(sign * width * 0.98, 0.3),
      at(sign * width * 0.84, 0.75),
      at(sign * 0.62, 1.0),
      at(sign * 0.52, lipBottom + 0.02),
      at(sign * 0.22, lipBottom + 0.16),
    ];
    const inner = [...half(-1), at(0, lipBottom + 0.12), ...half(1).reverse()];
    const outerRim = [
      at(width * 0.93, 0.9),
      at(0.62, chin - 0.1),
      at(0, chin + 0.06),
      at(-0.62, chin - 0.1),
      at(-width * 0.93, 0.9),
    ];
    canvas.fill(smooth([...inner, ...outerRim], true), colour, person.beard);
  }
  if (person.moustache > 0) {
    const [left, right] = halves;
    const y = lipTop - 0.06;
    canvas.fill(
      smooth(
        [
          project(0, y - 0.06, 0.14),
          project(right.mouthCorner[0] * 0.6, y - 0.02, 0.1),
          project(right.mouthCorner[0] * 1.05, right.mouthCorner[1] - 0.02, 0.05),
          project(right.mouthCorner[0] * 0.5, lipTop + 0.03, 0.1),
          project(0, lipTop + 0.02, 0.14),
          project(-left.mouthCorner[0] * 0.5, lipTop + 0.03, 0.1),
          project(-left.mouthCorner[0] * 1.05, left.mouthCorner[1] - 0.02, 0.05),
          project(-left.mouthCorner[0] * 0.6, y - 0.02, 0.1),
        ],
        true,
      ),
      colour,
      person.moustache,
    );
  }
}
