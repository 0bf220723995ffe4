import type { FaceGeometry } from "../faceGeometry.js";
import type { Point } from "./canvas.js";
import type { Projection } from "./pose.js";

/** The four edges of the lips from the picture's left corner to its right one. */
export interface LipCurves {
  readonly upperOuter: readonly Point[];
  readonly upperInner: readonly Point[];
  readonly lowerInner: readonly Point[];
  readonly lowerOuter: readonly Point[];
  readonly corners: readonly [Point, Point];
}

/** Places along the mouth, -1 and 1 at the corners. */
const places = [-1, -0.88, -0.62, -0.36, -0.14, 0, 0.14, 0.36, 0.62, 0.88, 1];

/**
 * Lips hang between their corners: the height of an edge at place p is a parabola from the corners to its height in the middle,
 * kept full by a steeper root towards the corners, where both lips meet. AU10 and AU20 square the opening off.
 */
export function lipCurves(geometry: FaceGeometry, project: Projection): LipCurves {
  const { lipTop, lipInnerTop, lipInnerBottom, lipBottom, halves, units } = geometry;
  const middle = (lipInnerTop + lipInnerBottom) / 2;
  const squareness = Math.min(1, 0.6 * units[20] + 0.5 * units[10] + 0.35 * units[12]);
  const edge = (height: number, fullness: number, bow: number): Point[] =>
    places.map((place) => {
      const half = halves[place < 0 ? 0 : 1];
      const corner = half.mouthCorner;
      const away = Math.abs(place);
      const line = middle + (corner[1] - middle) * away * away;
      const full = (1 - away * away) ** (fullness - 0.25 * squareness);
      const dip = bow * Math.max(0, 1 - away * 5);
      return project(place * corner[0], line + (height - middle) * full + dip, 0.14 * (1 - away * away) + 0.02);
    });
  const bow = Math.min(0.035, 0.35 * (lipInnerTop - lipTop));
  const upperOuter = edge(lipTop, 0.8, bow);
  return {
    upperOuter,
    upperInner: edge(lipInnerTop, 0.62, 0.008),
    lowerInner: edge(lipInnerBottom, 0.62, 0),
    lowerOuter: edge(lipBottom, 0.66, 0),
    corners: [upperOuter[0]!, upperOuter.at(-1)!],
  };
}
