import type { FaceGeometry } from "../faceGeometry.js";
import type { Identity } from "../identity.js";
import type { Point } from "./canvas.js";
import { smooth } from "./paths.js";
import type { Projection } from "./pose.js";

/** Half the width of the face at its widest. */
export function halfWidth(person: Identity): number {
  return 1.13 + 0.045 * person.faceWidth;
}

/** The silhouette. Its points belong to the side of the head, except the chin, which turns with the face. */
export function headOutline(person: Identity, geometry: FaceGeometry, project: Projection): string {
  const width = halfWidth(person);
  const jaw = 0.8 + 0.04 * person.jaw;
  const chinWidth = 0.4 + 0.04 * person.jaw;
  const drop = geometry.chin - 1.64;
  const right: Point[] = [
    [width * 0.62, -1.36],
    [width * 0.93, -0.8],
    [width, -0.1],
    [width * (0.96 + 0.012 * person.cheeks), 0.5],
    [width * jaw, 1.06 + 0.5 * drop],
    [chinWidth, geometry.chin - 0.06],
  ];
  const left = right.map(([x, y]): Point => [-x, y]).reverse();
  // On the rim depth grows with the square of x, undoing the curve of the face: the rim hardly moves sideways.
  const rim = (list: readonly Point[]) =>
    list.map(([x, y]) => project(x, y, 0.34 * x * x - 0.55 + 0.55 * Math.max(0, (y - 0.6) / 1.2)));
  const chin = project(0, geometry.chin + 0.03, 0.02);
  return smooth([project(0, -1.52, -0.55), ...rim(right), chin, ...rim(left)], true);
}
