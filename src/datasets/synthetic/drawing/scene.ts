import type { Circumstances } from "../circumstances.js";
import type { FaceGeometry } from "../faceGeometry.js";
import type { Identity } from "../identity.js";
import type { Canvas } from "./canvas.js";
import type { Projection } from "./pose.js";

/** What every part of the drawing is drawn from. */
export interface Scene {
  readonly canvas: Canvas;
  readonly person: Identity;
  readonly geometry: FaceGeometry;
  readonly circumstances: Circumstances;
  readonly project: Projection;
}

/** The two sides with the sign of their x. */
export const sides = [
  [0, -1],
  [1, 1],
] as const;
