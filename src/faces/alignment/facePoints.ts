import type { LandmarksPart } from "../../bundle/index.js";
import type { Point } from "../box.js";
import { mean } from "./similarity.js";

/** The parts of a face that alignment and pose are measured from, in pixels; left and right as they appear in the image. */
export interface FacePoints {
  readonly leftEye: Point;
  readonly rightEye: Point;
  readonly nose: Point;
  readonly mouth: Point;
}

/** Where the manifest of a landmark network says that the parts are. */
export function facePoints(landmarks: readonly Point[], { points }: LandmarksPart): FacePoints {
  const centre = (indices: readonly number[]) => mean(indices.map((index) => landmarks[index] as Point));
  return {
    leftEye: centre(points.leftEye),
    rightEye: centre(points.rightEye),
    nose: centre(points.nose),
    mouth: mean([centre(points.leftMouth), centre(points.rightMouth)]),
  };
}
