import type { Point } from "./canvas.js";
import { mix, type Rgb, shade } from "./colour.js";
import { outline, smooth } from "./paths.js";
import type { Scene } from "./scene.js";

/** Lips, and between them, where they part, the dark of the mouth with teeth and tongue. */
export function drawMouth({ canvas, person, geometry, project }: Scene): void {
  const { lipTop, lipInnerTop, lipInnerBottom, lipBottom, halves, units } = geometry;
  const [left, right] = [halves[0].mouthCorner, halves[1].mouthCorner];
  const at = (share: number, y: number, depth = 0.12): Point => {
    const corner = share < 0 ? left : right;
    const a = Math.abs(share);
    // Between middle and corner heights follow a parabola, which is what lips under tension do.
    return project(Math.sign(share) * a * corner[0], y + (corner[1] - y) * a * a, depth * (1 - a * a) + 0.02);
  };
  const gap = lipInnerBottom - lipInnerTop;
  const square = units[20] * 0.16 + units[10] * 0.1;
  const bow = Math.min(0.03, 0.3 * (lipInnerTop - lipTop));
  const ends = [at(-1, 0), at(1, 0)] as const;
  const top = [
    ends[0],
    at(-0.62, lipTop + 0.035 - 0.5 * square * 0.3),
    at(-0.2, lipTop - 0.012),
    at(0, lipTop + bow),
    at(0.2, lipTop - 0.012),
    at(0.62, lipTop + 0.035 - 0.5 * square * 0.3),
    ends[1],
  ];
  const innerTop = [
    ends[1],
    at(0.6, lipInnerTop - 0.2 * square),
    at(0.25, lipInnerTop),
    at(0, lipInnerTop + 0.012),
    at(-0.25, lipInnerTop),
    at(-0.6, lipInnerTop - 0.2 * square),
    ends[0],
  ];
  const round = 0.05 * units[26] + square * Math.min(1, units[25]);
  const innerBottom = [
    ends[0],
    at(-0.62, lipInnerBottom + 0.4 * round),
    at(-0.25, lipInnerBottom + 0.01),
    at(0.25, lipInnerBottom + 0.01),
    at(0.62, lipInnerBottom + 0.4 * round),
    ends[1],
  ];
  const bottom = [
    ends[1],
    at(0.6, lipBottom - 0.02 + 0.3 * round),
    at(0.24, lipBottom),
    at(-0.24, lipBottom),
    at(-0.6, lipBottom - 0.02 + 0.3 * round),
    ends[0],
  ];
  const lip = lipColour(person.skin, person.makeUp, person.melanin);
  const dark: Rgb = [38, 12, 14];
  canvas.glow(project(0, lipBottom + 0.08, 0.1), 0.34, 0.1, shade(person.skin, 0.45, 0.1), 0.55);
  if (gap > 0.012) {
    const inside = outline(innerTop, innerBottom);
    canvas.fill(inside, dark);
    canvas.clipped(inside, () => drawTeeth(gap));
  }
  canvas.fill(
    outline(top, innerTop),
    canvas.linear(at(0, lipTop), at(0, lipInnerTop), [
      [0, shade(lip, 0.95)],
      [1, shade(lip, 0.68)],
    ]),
  );
  canvas.fill(
    outline(innerBottom, bottom),
    canvas.linear(at(0, lipInnerBottom), at(0, lipBottom), [
      [0, shade(lip, 0.9)],
      [0.45, shade(lip, 1.18)],
      [1, shade(lip, 0.82)],
    ]),
  );
  if (gap <= 0.03) canvas.stroke(smooth(innerTop), shade(lip, 0.3), 0.032 + 0.012 * units[24], 0.95);
  canvas.glow(at(-1, 0), 0.07, 0.06, dark, 0.55);
  canvas.glow(at(1, 0), 0.07, 0.06, dark, 0.55);

  function drawTeeth(height: number): void {
    const width = Math.max(left[0], right[0]);
    const teeth = Math.min(0.14, height * (0.45 + 0.35 * Math.min(1, units[12]) + 0.15 * units[10]));
    const edge = (y: number) => [at(-0.8, y - 0.01), at(-0.4, y), at(0, y + 0.006), at(0.4, y), at(0.8, y - 0.01)];
    const upper = outline(
      [at(-0.95, lipInnerTop - 0.1), at(0, lipInnerTop - 0.1), at(0.95, lipInnerTop - 0.1)],
      edge(lipInnerTop + teeth).reverse(),
    );
    canvas.fill(
      upper,
      canvas.linear(project(-width, 0), project(width, 0), [
        [0, [120, 106, 98]],
        [0.3, [238, 230, 218]],
        [0.7, [238, 230, 218]],
        [1, [120, 106, 98]],
      ]),
    );
    if (units[26] > 0.15)
      canvas.glow(project(0, lipInnerBottom + 0.02, 0.05), 0.26, 0.12 + 0.05 * units[26], [176, 78, 82], 0.85);
    if (units[20] > 0.3 || units[16] > 0.3) {
      canvas.fill(
        outline(edge(lipInnerBottom - 0.3 * Math.min(0.12, height)), [
          at(0.8, lipInnerBottom + 0.1),
          at(-0.8, lipInnerBottom + 0.1),
        ]),
        [206, 196, 184],
        0.85,
      );
    }
  }
}

function lipColour(skin: Rgb, makeUp: number, melanin: number): Rgb {
  const natural = mix(shade(skin, 0.82, 0.06), [170, 74, 76], 0.5 - 0.22 * melanin);
  return mix(natural, [176, 30, 52], 0.75 * makeUp);
}
