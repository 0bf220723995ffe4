import { mix, type Rgb, shade } from "./colour.js";
import { drawInsideOfMouth } from "./drawInsideOfMouth.js";
import { lipCurves } from "./lipCurves.js";
import { outline, smooth } from "./paths.js";
import type { Scene } from "./scene.js";

/** Lips, and between them, where they part, the dark of the mouth with teeth and tongue. */
export function drawMouth(scene: Scene): void {
  const { canvas, person, geometry, project } = scene;
  const { lipTop, lipInnerTop, lipInnerBottom, lipBottom, units } = geometry;
  const curves = lipCurves(geometry, project);
  const lip = lipColour(person.skin, person.makeUp, person.melanin);
  const dark = shade(person.skin, 0.4, 0.12);
  const gap = lipInnerBottom - lipInnerTop;
  const back = (points: typeof curves.upperOuter) => [...points].reverse();
  canvas.glow(project(0, lipBottom + 0.08, 0.12), 0.34, 0.1, dark, 0.55);
  // AU24 and AU23: skin bulges over and under lips that are pressed together.
  const press = Math.min(1, units[24] + 0.5 * units[23]);
  canvas.glow(project(0, lipTop - 0.06, 0.16), 0.36, 0.07, shade(person.skin, 1.18), 0.55 * press);
  if (gap > 0.012) drawInsideOfMouth(scene, curves);
  const top = project(0, lipTop)[1];
  const innerTop = project(0, lipInnerTop)[1];
  const innerBottom = project(0, lipInnerBottom)[1];
  const bottom = project(0, lipBottom)[1];
  canvas.fill(
    outline(curves.upperOuter, back(curves.upperInner)),
    canvas.linear(
      [0, top],
      [0, innerTop],
      [
        [0, shade(lip, 0.96)],
        [1, shade(lip, 0.7)],
      ],
    ),
  );
  canvas.fill(
    outline(curves.lowerInner, back(curves.lowerOuter)),
    canvas.linear(
      [0, innerBottom],
      [0, bottom],
      [
        [0, shade(lip, 0.88)],
        [0.45, shade(lip, 1.16)],
        [1, shade(lip, 0.8)],
      ],
    ),
  );
  const line: Rgb = shade(lip, 0.28);
  if (gap <= 0.03) canvas.stroke(smooth(curves.upperInner), line, 0.034 + 0.016 * press, 0.95);
  for (const corner of curves.corners) canvas.glow(corner, 0.075, 0.065, line, 0.6);
}

function lipColour(skin: Rgb, makeUp: number, melanin: number): Rgb {
  const natural = mix(shade(skin, 0.8, 0.08), [172, 72, 74], 0.5 - 0.25 * melanin);
  return mix(natural, [176, 30, 52], 0.7 * makeUp);
}
