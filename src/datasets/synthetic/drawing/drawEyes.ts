import type { Point } from "./canvas.js";
import { mix, type Rgb, shade } from "./colour.js";
import { outline, smooth, write } from "./paths.js";
import { type Scene, sides } from "./scene.js";

/** Eyeballs between their lids, lashes, the lid's fold and the lines that squeezing them makes. */
export function drawEyes(scene: Scene): void {
  for (const [side, sign] of sides) drawEye(scene, side, sign);
}

function drawEye({ canvas, person, geometry, project, circumstances }: Scene, side: 0 | 1, sign: -1 | 1): void {
  const half = geometry.halves[side];
  const units = geometry.units;
  const middle = sign * (0.5 + 0.012 * person.eyeSpacing);
  const width = 0.275 + 0.012 * person.eyeSize;
  const tilt = 0.025 + 0.02 * person.eyeTilt;
  const at = (x: number, y: number): Point => project(middle + sign * x * width, y - x * tilt, 0.02);
  const upper = [
    at(-1, 0.02),
    at(-0.5, -half.upperLid * 0.86),
    at(0.1, -half.upperLid),
    at(0.62, -half.upperLid * 0.72),
    at(1, 0),
  ];
  const lower = [
    at(1, 0),
    at(0.5, half.lowerLid * 0.92),
    at(-0.1, half.lowerLid),
    at(-0.6, half.lowerLid * 0.7),
    at(-1, 0.02),
  ];
  const eye = outline(upper, lower);
  const dark = shade(person.skin, 0.42, 0.12);
  const lash: Rgb = mix([22, 16, 15], dark, 0.2);
  // Wide eyes lie under a lifted lid: a lighter rim above.
  canvas.glow(
    at(0, -half.upperLid - 0.05),
    0.34,
    0.14,
    mix(shade(person.skin, 1.06), [120, 70, 110], 0.55 * person.makeUp),
    0.4 + 0.4 * person.makeUp,
  );
  canvas.fill(
    eye,
    canvas.linear(at(0, -half.upperLid), at(0, half.lowerLid), [
      [0, [196, 192, 192]],
      [0.45, [244, 242, 240]],
      [1, [222, 212, 208]],
    ]),
  );
  canvas.clipped(eye, () => {
    const gaze = at(0, -0.02);
    const radius = 0.132;
    const ball = (r: number) => circle(gaze, r);
    canvas.fill(
      ball(radius),
      canvas.radial(gaze, radius, [
        [0, shade(person.iris, 1.5)],
        [0.6, person.iris],
        [1, shade(person.iris, 0.35)],
      ]),
    );
    canvas.fill(ball(0.06), [10, 8, 8]);
    canvas.fill(circle([gaze[0] + 0.05 * circumstances.lightX, gaze[1] - 0.05], 0.03), [255, 255, 255], 0.9);
    canvas.stroke(smooth(upper), [30, 20, 20], 0.09, 0.35);
  });
  canvas.stroke(smooth(lower), dark, 0.022, 0.6);
  canvas.stroke(smooth(upper), lash, 0.045 + 0.02 * person.makeUp, 0.95);
  const crease = 0.06 + 0.012 * person.lidFold + 0.03 * units[5];
  canvas.stroke(
    smooth([
      at(-0.85, -half.upperLid * 0.5 - crease),
      at(0.05, -half.upperLid - crease),
      at(0.95, -half.upperLid * 0.45 - crease),
    ]),
    dark,
    0.026,
    0.5,
  );
  // AU6 and AU7: a bag under the raised lid, and crow's feet.
  const bag = 0.18 + 0.35 * person.age + 0.5 * units[6] + 0.4 * units[7];
  canvas.stroke(
    smooth([at(-0.8, half.lowerLid + 0.05), at(0, half.lowerLid + 0.1), at(0.8, half.lowerLid + 0.04)]),
    dark,
    0.03,
    Math.min(0.6, bag),
  );
  const feet = Math.min(0.7, 0.7 * units[6] + 0.25 * person.age);
  for (const [from, to] of [
    [-0.06, -0.14],
    [0.02, 0.02],
    [0.09, 0.16],
  ] as const) {
    canvas.stroke(`M${write(at(1.18, from))}L${write(at(1.65, to))}`, dark, 0.022, feet);
  }
}

function circle([x, y]: Point, radius: number): string {
  return `M${write([x - radius, y])}a${radius} ${radius} 0 1 0 ${2 * radius} 0a${radius} ${radius} 0 1 0 ${-2 * radius} 0Z`;
}
