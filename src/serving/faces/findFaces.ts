import type { FaceFinderParts } from "../../bundle/index.js";
import {
  type Box,
  type FaceQuality,
  facePoints,
  insideImage,
  type LocatedFace,
  networkRow,
  type Photo,
  placeLandmarks,
  pose,
  readDetections,
  resampleSquare,
  sharpness,
} from "../../faces/index.js";
import { ModelCannotError } from "../errors/modelCannotError.js";
import type { SubmitOptions } from "../scheduler/scheduler.js";
import type { Row } from "../scheduler/unpackRows.js";

/** A face of a photograph, with where its parts are and how well it can be seen. Places are in pixels of the decoded photograph. */
export interface FoundFace extends LocatedFace {
  readonly box: Box;
  readonly quality: FaceQuality;
}

/** The part of a served model that finds faces. */
export interface FaceFinder {
  readonly id: string;
  readonly manifest: { readonly faces?: FaceFinderParts | undefined };
  run(network: string, rows: readonly (Float32Array | Uint8Array)[], options?: SubmitOptions): Promise<Row>[];
}

/**
 * The faces of a photograph, the most certain first: one run of the detector, and one of the landmark network over all of them.
 *
 * @param enlargement how many pixels of the photograph as it was sent make one of the decoded one, for the faces' sizes.
 * @throws ModelCannotError
 */
export async function findFaces(
  finder: FaceFinder,
  photo: Photo,
  enlargement: number,
  options?: SubmitOptions,
): Promise<FoundFace[]> {
  const { faces } = finder.manifest;
  if (!faces) throw new ModelCannotError(finder.id, "find-faces");
  const { detector, landmarks } = faces;
  const whole = { x: 0, y: 0, width: photo.width, height: photo.height };
  const seen = networkRow(resampleSquare(photo, whole, detector.input.size, "corner"), detector.input);
  const [outputs] = await Promise.all(finder.run("detector", [seen], options));
  const detections = readDetections(outputs ?? {}, detector, photo);
  if (detections.length === 0) return [];
  const parts = detections.map(({ box }) => insideImage(box, photo));
  const crops = parts.map((part) => resampleSquare(photo, part, landmarks.input.size, "centre"));
  const rows = crops.map((crop) => networkRow(crop, landmarks.input));
  const answers = await Promise.all(finder.run("landmarks", rows, options));
  return detections.map(({ box, score }, i): FoundFace => {
    const values = answers[i]?.[landmarks.output.name] as Float32Array;
    const places = placeLandmarks(values, parts[i] as Box, box);
    const points = facePoints(places, landmarks);
    const apart = Math.hypot(points.rightEye.x - points.leftEye.x, points.rightEye.y - points.leftEye.y);
    const quality: FaceQuality = {
      ...pose(points),
      score,
      size: Math.min(box.width, box.height) * enlargement,
      sharpness: sharpness(crops[i] as Float32Array, landmarks.input.size),
      eyeDistance: apart / box.width,
    };
    return { box, landmarks: places, points, quality };
  });
}
