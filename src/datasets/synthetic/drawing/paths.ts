import { type Point, short } from "./canvas.js";

/** A smooth path through the points: a Catmull-Rom spline written as cubic Bezier curves. */
export function smooth(points: readonly Point[], closed = false, tension = 1): string {
  const count = points.length;
  const at = (i: number) => (closed ? points[(i + count) % count]! : points[Math.max(0, Math.min(count - 1, i))]!);
  let path = `M${write(at(0))}`;
  for (let i = 0; i < (closed ? count : count - 1); i++) {
    const [before, from, to, after] = [at(i - 1), at(i), at(i + 1), at(i + 2)];
    const k = tension / 6;
    path += `C${write([from[0] + (to[0] - before[0]) * k, from[1] + (to[1] - before[1]) * k])} ${write([
      to[0] - (after[0] - from[0]) * k,
      to[1] - (after[1] - from[1]) * k,
    ])} ${write(to)}`;
  }
  return closed ? `${path}Z` : path;
}

/** Joins open curves into one closed outline; each is given as points and smoothed by itself, so corners stay where they meet. */
export function outline(...curves: readonly (readonly Point[])[]): string {
  const parts = curves.map((points, i) => {
    const path = smooth(points);
    return i === 0 ? path : path.replace(/^M/, "L");
  });
  return `${parts.join("")}Z`;
}

export function write(point: Point): string {
  return `${short(point[0])} ${short(point[1])}`;
}
