import type { FaceQuality } from "./faceQuality.js";

export type AbstentionReason = "TOO_SMALL" | "BLURRED" | "TURNED_AWAY" | "UNCERTAIN";

/** Why a face is not judged. */
export interface Abstention {
  readonly reason: AbstentionReason;
  readonly message: string;
}

/** What a face must have to be judged; docs/faces.md tells how each was chosen. */
export const THRESHOLDS = { size: 32, sharpness: 0.008, yaw: 30, score: 0.55, eyeDistance: 0.2 } as const;

/** Undefined when the face is good enough to be judged; else the first reason that it is not. */
export function abstention(quality: FaceQuality): Abstention | undefined {
  const { size, sharpness, yaw, score, eyeDistance } = quality;
  const say = (reason: AbstentionReason, message: string): Abstention => ({ reason, message });
  if (size < THRESHOLDS.size)
    return say("TOO_SMALL", `Expected a face of at least ${THRESHOLDS.size} pixels, got ${Math.round(size)}.`);
  if (score < THRESHOLDS.score || eyeDistance < THRESHOLDS.eyeDistance)
    return say("UNCERTAIN", `It may not be a whole face: the detector gives it ${score.toFixed(2)} of 1.`);
  if (Math.abs(yaw) > THRESHOLDS.yaw)
    return say(
      "TURNED_AWAY",
      `Expected a face turned by at most ${THRESHOLDS.yaw} degrees, got about ${Math.round(Math.abs(yaw))}.`,
    );
  if (sharpness < THRESHOLDS.sharpness)
    return say("BLURRED", `Expected a sharpness of at least ${THRESHOLDS.sharpness}, got ${sharpness.toFixed(4)}.`);
  return undefined;
}
