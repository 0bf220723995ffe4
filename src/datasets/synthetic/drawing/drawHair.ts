import type { HairStyle, Identity } from "../identity.js";
import type { Point } from "./canvas.js";
import { shade } from "./colour.js";
import { halfWidth } from "./headShape.js";
import { outline, smooth } from "./paths.js";
import type { Scene } from "./scene.js";

/** How far hair stands off the head, and how far down it hangs, per style. */
const volume: Record<HairStyle, number> = { shaved: 0.0, short: 0.1, parted: 0.16, bob: 0.22, long: 0.24, curly: 0.42 };
const length: Record<HairStyle, number> = { shaved: -0.2, short: 0, parted: 0.05, bob: 1.25, long: 2.6, curly: 0.75 };

/** Hair behind the face. */
export function drawHairBack({ canvas, person, project }: Scene): void {
  if (length[person.hairStyle] < 0.5) return;
  const rim = halfWidth(person) + volume[person.hairStyle] * 0.8;
  const low = length[person.hairStyle];
  const at = (x: number, y: number) => project(x, y, 0.34 * x * x - 0.9);
  const points = [
    at(0, -1.7),
    at(rim * 0.8, -1.4),
    at(rim, -0.4),
    at(rim * 1.02, 0.5),
    at(rim * 0.95, low),
    at(-rim * 0.95, low),
    at(-rim * 1.02, 0.5),
    at(-rim, -0.4),
    at(-rim * 0.8, -1.4),
  ];
  canvas.fill(
    smooth(points, true),
    canvas.linear(
      [0, -1.5],
      [0, low],
      [
        [0, shade(person.hair, 0.9)],
        [1, shade(person.hair, 0.5)],
      ],
    ),
  );
}

/** Hair over the forehead and the crown, with strands of light. */
export function drawHairFront(scene: Scene): void {
  const { canvas, person, project, circumstances } = scene;
  const style = person.hairStyle;
  const width = halfWidth(person);
  const up = volume[style];
  const line = -0.98 + 0.05 * person.hairline - (style === "shaved" ? 0.08 : 0);
  const rimDepth = (x: number) => 0.34 * x * x - 0.6;
  const side = length[style] > 0.5 ? 0.55 : -0.05;
  const outer = (share: number, y: number, out: number): Point => project(share * (width + out), y, rimDepth(width));
  const crown = [
    outer(-1, side, 0.03),
    outer(-1.02, -0.5, up * 0.5),
    outer(-0.86, -1.15, up * 0.8),
    project(-0.5, -1.5 - up, -0.5),
    project(0, -1.58 - up, -0.5),
    project(0.5, -1.5 - up, -0.5),
    outer(0.86, -1.15, up * 0.8),
    outer(1.02, -0.5, up * 0.5),
    outer(1, side, 0.03),
  ];
  const edge = hairEdge(person, line, width, side).map(([x, y]) => project(x, y, 0.05));
  const paint = canvas.linear(
    [circumstances.lightX * 1.2, -1.7],
    [-circumstances.lightX * 1.2, 0.2],
    [
      [0, shade(person.hair, 1.35)],
      [0.45, person.hair],
      [1, shade(person.hair, 0.55)],
    ],
  );
  canvas.fill(outline(crown, edge), paint, style === "shaved" ? 0.62 : 1);
  // A shadow on the forehead sets the hair off the face.
  canvas.stroke(smooth(edge), shade(person.skin, 0.4, 0.1), 0.07, 0.28);
  if (style === "shaved") return;
  for (let i = -3; i <= 3; i++) {
    const x = i * 0.26;
    const bright = i % 2 === 0;
    canvas.stroke(
      smooth([
        project(x * 0.7, -1.45 - up, -0.4),
        project(x * 1.05, -1.25, -0.15),
        project(x * 1.2, line - 0.12, 0.02),
      ]),
      shade(person.hair, bright ? 1.6 : 0.5),
      0.06,
      bright ? 0.3 : 0.4,
    );
  }
}

/** The hairline from the picture's right to its left. */
function hairEdge(person: Identity, line: number, width: number, side: number): Point[] {
  const right: Point[] = [
    [width * 0.99, side],
    [width * 0.9, -0.35],
    [width * 0.84, -0.72],
  ];
  const left = right.map(([x, y]): Point => [-x, y]).reverse();
  switch (person.hairStyle) {
    case "parted":
      return [...right, [0.5, line - 0.05], [0.28, line - 0.22], [0.05, line - 0.02], [-0.5, line + 0.18], ...left];
    case "bob":
      return [
        [width * 0.9, side],
        [width * 0.84, -0.1],
        [0.78, line + 0.34],
        [0.3, line + 0.38],
        [-0.3, line + 0.38],
        [-0.78, line + 0.34],
        [-width * 0.84, -0.1],
        [-width * 0.9, side],
      ];
    case "long":
      return [
        [width * 0.95, side],
        [width * 0.86, -0.2],
        [width * 0.66, -0.75],
        [0, line - 0.2],
        [-width * 0.66, -0.75],
        [-width * 0.86, -0.2],
        [-width * 0.95, side],
      ];
    case "curly":
      return [
        ...right,
        [0.62, line + 0.02],
        [0.4, line - 0.08],
        [0.15, line + 0.03],
        [-0.12, line - 0.07],
        [-0.4, line + 0.03],
        [-0.64, line - 0.02],
        ...left,
      ];
    default:
      return [...right, [0.55, line - 0.02], [0, line - 0.06], [-0.55, line - 0.02], ...left];
  }
}
