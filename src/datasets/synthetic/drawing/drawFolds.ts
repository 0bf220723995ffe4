import { shade } from "./colour.js";
import { smooth } from "./paths.js";
import { type Scene, sides } from "./scene.js";

/** Folds and wrinkles: nasolabial, forehead, between the brows, chin boss, and the cheek that a smile lifts. */
export function drawFolds({ canvas, person, geometry, project }: Scene): void {
  const { units, halves, noseTip, chin, lipBottom } = geometry;
  const dark = shade(person.skin, 0.48, 0.12);
  const light = shade(person.skin, 1.2);
  for (const [side, sign] of sides) {
    const half = halves[side];
    const corner = half.mouthCorner;
    const depth = Math.min(
      0.85,
      0.08 +
        0.28 * person.age +
        0.5 * units[12] +
        0.62 * units[10] +
        0.45 * units[9] +
        0.5 * units[11] +
        0.2 * units[15],
    );
    const bulge = 0.1 * units[12] + 0.06 * units[10];
    canvas.stroke(
      smooth([
        project(sign * 0.24, noseTip - 0.1, 0.12),
        project(sign * (0.38 + bulge), noseTip + 0.1, 0.08),
        project(sign * (corner[0] + 0.1), corner[1] - 0.12, 0.04),
        project(sign * (corner[0] + 0.12), corner[1] + 0.06 * (1 - units[12]), 0.03),
      ]),
      dark,
      0.05,
      depth,
    );
    canvas.glow(
      project(sign * 0.66, 0.42 - 0.08 * units[6], 0.08),
      0.3,
      0.2,
      light,
      0.15 + 0.4 * units[6] + 0.22 * units[12],
    );
    // AU15: the line that drags the corner down.
    canvas.stroke(
      smooth([
        project(sign * (corner[0] + 0.02), corner[1] + 0.02, 0.03),
        project(sign * (corner[0] + 0.08), corner[1] + 0.16, 0.01),
        project(sign * (corner[0] + 0.06), corner[1] + 0.26, 0.01),
      ]),
      dark,
      0.042,
      Math.min(0.7, 0.75 * units[15] + 0.15 * person.age),
    );
    // AU4: the two lines between the brows.
    canvas.stroke(
      smooth([project(sign * 0.085, -0.5, 0.1), project(sign * 0.07, -0.34, 0.12), project(sign * 0.1, -0.2, 0.1)]),
      dark,
      0.045,
      Math.min(0.85, 0.85 * units[4] + 0.4 * units[9] + 0.12 * person.age),
    );
    canvas.glow(project(0, -0.32, 0.1), 0.16, 0.2, dark, 0.35 * Math.min(1, units[4]));
  }
  const inner = Math.min(0.7, 0.6 * units[1] + 0.2 * person.age);
  const outer = Math.min(0.7, 0.6 * units[2] + 0.2 * person.age);
  for (const y of [-0.66, -0.8, -0.94]) {
    const lift = 0.05 * (units[1] - units[2]);
    canvas.stroke(
      smooth([project(-0.4, y, 0.05), project(0, y - lift, 0.1), project(0.4, y, 0.05)]),
      dark,
      0.03,
      inner,
    );
    for (const [, sign] of sides)
      canvas.stroke(smooth([project(sign * 0.4, y, 0.05), project(sign * 0.76, y + 0.06, 0.02)]), dark, 0.03, outer);
  }
  // AU17: the chin's boss bunches up.
  const boss = Math.min(1, units[17]);
  canvas.glow(project(0, (chin + lipBottom) / 2 + 0.06, 0.1), 0.2, 0.13, light, 0.25 + 0.2 * boss);
  canvas.stroke(
    smooth([
      project(-0.22, lipBottom + 0.16, 0.08),
      project(0, lipBottom + 0.09, 0.1),
      project(0.22, lipBottom + 0.16, 0.08),
    ]),
    dark,
    0.05,
    0.12 + 0.6 * boss,
  );
  for (const [x, y] of [
    [-0.1, 0.24],
    [0.08, 0.26],
    [0.01, 0.33],
  ] as const)
    canvas.glow(project(x, lipBottom + y, 0.08), 0.045, 0.04, dark, 0.7 * boss);
}
