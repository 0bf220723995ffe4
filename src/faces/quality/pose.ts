import type { FacePoints } from "../alignment/facePoints.js";

/** How a head is turned, in degrees, as far as five points tell. */
export interface Pose {
  /** About the vertical axis; positive towards the image's right. */
  readonly yaw: number;
  /** In the image's plane; positive clockwise. */
  readonly roll: number;
}

/** How far the tip of a nose stands out before the eyes, in distances between the eyes: 35 of 63 mm. */
const NOSE = 0.55;

/**
 * Turned by an angle, the tip of the nose leaves the middle of the eyes by NOSE sin, and the eyes move together by cos: their quotient
 * is NOSE tan.
 */
export function pose({ leftEye, rightEye, nose }: FacePoints): Pose {
  const across = { x: rightEye.x - leftEye.x, y: rightEye.y - leftEye.y };
  const squared = across.x ** 2 + across.y ** 2;
  const middle = { x: (leftEye.x + rightEye.x) / 2, y: (leftEye.y + rightEye.y) / 2 };
  const aside = ((nose.x - middle.x) * across.x + (nose.y - middle.y) * across.y) / squared;
  return { yaw: degrees(Math.atan(aside / NOSE)), roll: degrees(Math.atan2(across.y, across.x)) };
}

function degrees(radians: number): number {
  return (radians * 180) / Math.PI;
}
