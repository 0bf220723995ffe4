import type { Point } from "../box.js";

/** x' = a x - b y + dx, y' = b x + a y + dy: turning, scaling alike in both directions, and moving. */
export interface Similarity {
  readonly a: number;
  readonly b: number;
  readonly x: number;
  readonly y: number;
}

/**
 * The similarity that brings `from` as near as possible to `to`, point by point, in the sum of squares. With complex numbers it is a
 * linear regression, whose slope is the covariance over the variance (Umeyama 1991, doi:10.1109/34.88573, without reflections).
 */
export function fitSimilarity(from: readonly Point[], to: readonly Point[]): Similarity {
  const [p, q] = [mean(from), mean(to)];
  let [real, imaginary, variance] = [0, 0, 0];
  from.forEach((point, i) => {
    const [x, y] = [point.x - p.x, point.y - p.y];
    const target = to[i] as Point;
    const [u, v] = [target.x - q.x, target.y - q.y];
    real += x * u + y * v;
    imaginary += x * v - y * u;
    variance += x * x + y * y;
  });
  const [a, b] = [real / variance, imaginary / variance];
  return { a, b, x: q.x - a * p.x + b * p.y, y: q.y - b * p.x - a * p.y };
}

/** Where a similarity brings a point. */
export function transform({ a, b, x, y }: Similarity, point: Point): Point {
  return { x: a * point.x - b * point.y + x, y: b * point.x + a * point.y + y };
}

/** The centre of points. */
export function mean(points: readonly Point[]): Point {
  const sum = points.reduce((total, { x, y }) => ({ x: total.x + x, y: total.y + y }), { x: 0, y: 0 });
  return { x: sum.x / points.length, y: sum.y / points.length };
}
