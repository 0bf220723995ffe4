import type { Point } from "./canvas.js";
import { mix, shade } from "./colour.js";
import { outline, smooth } from "./paths.js";
import { type Scene, sides } from "./scene.js";

/** Brows as tapered bands with a soft lower edge, and the shadow of the bone they lie on. */
export function drawBrows({ canvas, person, geometry, project }: Scene): void {
  const thickness = 0.115 + 0.02 * person.browThickness;
  const colour = mix(shade(person.hair, 0.72), shade(person.skin, 0.3), 0.25);
  for (const [side, sign] of sides) {
    const { browInner, browMiddle, browOuter } = geometry.halves[side];
    const at = ([x, y]: readonly [number, number], down = 0): Point => project(sign * x, y + down, 0.06);
    const between: readonly [number, number] = [
      (browInner[0] + browMiddle[0]) / 2,
      (browInner[1] + browMiddle[1]) / 2 - 0.012,
    ];
    const upper = [
      at(browInner, -0.5 * thickness),
      at(between, -0.6 * thickness),
      at(browMiddle, -0.5 * thickness),
      at(browOuter),
    ];
    const lower = [
      at(browOuter),
      at(browMiddle, 0.42 * thickness),
      at(between, 0.5 * thickness),
      at(browInner, 0.5 * thickness),
    ];
    canvas.stroke(
      smooth([at(browInner, 0.06), at(browMiddle, 0.07), at(browOuter, 0.07)]),
      shade(person.skin, 0.5, 0.1),
      0.1,
      0.22,
    );
    canvas.fill(outline(upper, lower), colour, 0.92);
  }
}
