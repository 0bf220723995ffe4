import { shade } from "./colour.js";
import { halfWidth, headOutline } from "./headShape.js";
import { smooth } from "./paths.js";
import { type Scene, sides } from "./scene.js";

/** Neck, shoulders, ears and the bare head with its modelling in light and shadow; returns the head's outline. */
export function drawHead(scene: Scene): string {
  const { canvas, person, geometry, circumstances, project } = scene;
  const { lightX, contrast } = circumstances;
  const dark = shade(person.skin, 0.55, 0.08);
  const light = shade(person.skin, 1.1, 0.01);
  const width = halfWidth(person);
  drawNeck(scene);
  for (const [, sign] of sides) {
    const size = 1 + 0.08 * person.ears;
    const at = project(sign * (width + 0.02), 0.25, 0.34 * width * width - 0.75);
    canvas.glow(at, 0.01, 0.01, dark, 0);
    const ear = [
      [at[0], at[1] - 0.3 * size],
      [at[0] + sign * 0.16 * size, at[1] - 0.24 * size],
      [at[0] + sign * 0.15 * size, at[1] + 0.05],
      [at[0] + sign * 0.05 * size, at[1] + 0.32 * size],
      [at[0] - sign * 0.1, at[1] + 0.2],
    ] as const;
    canvas.fill(smooth(ear, true), shade(person.skin, 0.86, 0.05));
    canvas.glow([at[0] + sign * 0.05, at[1]], 0.09, 0.2, dark, 0.6);
  }
  const head = headOutline(person, geometry, project);
  const centre = project(0.32 * lightX, -0.2, 0);
  canvas.fill(
    head,
    canvas.radial(centre, 2.1, [
      [0, light],
      [0.35, person.skin],
      [0.78, shade(person.skin, 0.84, 0.04)],
      [1, dark],
    ]),
  );
  canvas.clipped(head, () => {
    // The side away from the light falls into shadow.
    const away = -Math.sign(lightX || 1);
    const span = Math.abs(lightX);
    canvas.glow(
      [centre[0] + away * 1.15, 0.3],
      0.95,
      1.9,
      shade(person.skin, 0.36, 0.1),
      0.75 * contrast * (0.25 + 0.75 * span),
    );
    canvas.glow(project(-away * 0.6, 0.35, 0.05), 0.55, 0.7, light, 0.25 + 0.25 * contrast * span);
    canvas.glow(project(0, -0.8, 0.1), 0.8, 0.42, light, 0.45);
    // Under the chin and along the jaw.
    canvas.glow(project(0, geometry.chin + 0.12, 0), 0.8, 0.24, dark, 0.55);
    // Hollow of the cheeks, and blood in them.
    for (const [, sign] of sides) {
      canvas.glow(project(sign * 0.78, 0.98, 0.02), 0.34, 0.5, dark, 0.26 - 0.06 * person.cheeks, sign * 18);
      canvas.glow(
        project(sign * 0.64, 0.52, 0.06),
        0.36,
        0.28,
        [205, 84, 74],
        0.1 + 0.16 * person.makeUp + 0.08 * geometry.units[12],
      );
      canvas.glow(project(sign * 0.52, -0.05, 0), 0.42, 0.3, dark, 0.34);
    }
  });
  return head;
}

function drawNeck({ canvas, person, geometry, circumstances, project }: Scene): void {
  const [x] = project(0, 1.2, -0.6);
  const skin = shade(person.skin, 0.68, 0.05);
  canvas.fill(
    smooth(
      [
        [x - 0.74, 0.8],
        [x - 0.72, 1.7],
        [x - 1.1, 2.2],
        [x - 1.2, 3.2],
        [x + 1.2, 3.2],
        [x + 1.1, 2.2],
        [x + 0.72, 1.7],
        [x + 0.74, 0.8],
      ],
      true,
    ),
    canvas.linear(
      [x - 0.9, 0],
      [x + 0.9, 0],
      [
        [0, shade(skin, 0.75)],
        [0.5 + 0.25 * circumstances.lightX, skin],
        [1, shade(skin, 0.75)],
      ],
    ),
  );
  canvas.glow([x, geometry.chin + 0.1], 0.9, 0.5, shade(person.skin, 0.3, 0.1), 0.7);
  canvas.fill(
    smooth(
      [
        [x - 3, 3.6],
        [x - 2.2, 2.35],
        [x - 0.95, 2.02],
        [x, 2.4],
        [x + 0.95, 2.02],
        [x + 2.2, 2.35],
        [x + 3, 3.6],
      ],
      true,
    ),
    circumstances.clothes,
  );
}
