import { shade } from "./colour.js";
import { smooth } from "./paths.js";
import { type Scene, sides } from "./scene.js";

/** Bridge, tip, wings and nostrils, and the wrinkles of a wrinkled nose (AU9). */
export function drawNose({ canvas, person, geometry, circumstances, project }: Scene): void {
  const { noseTip, halves, units } = geometry;
  const dark = shade(person.skin, 0.45, 0.12);
  const width = 0.19 + 0.018 * person.noseWidth + 0.03 * units[9];
  const away = circumstances.lightX > 0 ? -1 : 1;
  canvas.stroke(
    smooth([
      project(away * 0.13, -0.1, 0.08),
      project(away * 0.1, 0.22, 0.22),
      project(away * 0.16, noseTip - 0.08, 0.24),
    ]),
    dark,
    0.09,
    0.16 + 0.2 * circumstances.contrast,
  );
  canvas.stroke(
    smooth([project(0, -0.12, 0.14), project(-away * 0.01, 0.2, 0.27), project(-away * 0.02, noseTip - 0.12, 0.36)]),
    shade(person.skin, 1.22),
    0.085,
    0.42,
  );
  canvas.glow(project(0, noseTip + 0.13, 0.1), width * 1.5, 0.1, dark, 0.55);
  canvas.glow(project(-away * 0.02, noseTip - 0.03, 0.37), 0.13, 0.12, shade(person.skin, 1.3), 0.6);
  for (const [side, sign] of sides) {
    const wing = halves[side].noseWing;
    canvas.stroke(
      smooth([
        project(sign * (width - 0.03), wing - 0.13, 0.16),
        project(sign * (width + 0.035), wing - 0.02, 0.13),
        project(sign * (width - 0.02), wing + 0.07, 0.16),
      ]),
      dark,
      0.035,
      0.62 + 0.3 * units[9],
    );
    canvas.fill(
      smooth(
        [
          project(sign * 0.05, noseTip + 0.05, 0.24),
          project(sign * (width - 0.06), wing + 0.01, 0.18),
          project(sign * (width - 0.04), wing + 0.06, 0.17),
          project(sign * 0.07, noseTip + 0.09, 0.22),
        ],
        true,
      ),
      shade(person.skin, 0.22, 0.15),
      0.85,
    );
  }
  const wrinkles = Math.min(0.9, 0.95 * units[9]);
  for (const y of [-0.06, 0.06, 0.17]) {
    canvas.stroke(
      smooth([project(-0.15, y - 0.03, 0.1), project(0, y + 0.03, 0.2), project(0.15, y - 0.03, 0.1)]),
      dark,
      0.035,
      wrinkles,
    );
  }
  for (const [, sign] of sides) {
    canvas.stroke(
      smooth([project(sign * 0.12, 0.02, 0.1), project(sign * 0.2, 0.16, 0.1), project(sign * 0.24, 0.3, 0.08)]),
      dark,
      0.035,
      0.8 * wrinkles,
    );
  }
}
