import type { Pose } from "./pose.js";

/** What decides whether a face can be judged. */
export interface FaceQuality extends Pose {
  /** The detector's certainty that it is a face, 0 to 1. */
  readonly score: number;
  /** Shorter side of the face's box, in pixels of the photograph as it was sent. */
  readonly size: number;
  /** See {@link sharpness}. */
  readonly sharpness: number;
  /** Distance of the eyes, in widths of the box. */
  readonly eyeDistance: number;
}
