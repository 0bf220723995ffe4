import type { Point } from "./canvas.js";

/** Puts a point of the face, in inter-ocular distances with the eyes' middle as origin (x right, y down), into the picture. */
export type Projection = (x: number, y: number, depth?: number) => Point;

/** How far behind the eyes the head turns. */
const pivot = 0.75;

/**
 * Two-and-a-half dimensions: points lie on a curved face, `depth` above it (a nose) or below (an ear), and are turned about the
 * neck's axis and projected without perspective. Parts shift against each other as they do when a head turns.
 */
export function projection(yaw: number, pitch: number): Projection {
  const [sinYaw, cosYaw, sinPitch, cosPitch] = [Math.sin(yaw), Math.cos(yaw), Math.sin(pitch), Math.cos(pitch)];
  return (x, y, depth = 0) => {
    const z = pivot + depth - 0.34 * x * x - 0.05 * (y - 0.3) ** 2;
    const turnedX = x * cosYaw + z * sinYaw;
    const turnedZ = z * cosYaw - x * sinYaw;
    const turnedY = (y - 0.3) * cosPitch + turnedZ * sinPitch + 0.3;
    // Alignment follows the eyes only in part, as detectors do.
    return [turnedX - 0.45 * pivot * sinYaw, turnedY - 0.6 * pivot * sinPitch];
  };
}
