import type { CropPart } from "../../bundle/index.js";
import { boxAround, insideImage, type Point } from "../box.js";
import type { Photo } from "../photo.js";
import { resampleSimilarity } from "../sampling/resampleSimilarity.js";
import { resampleSquare } from "../sampling/resampleSquare.js";
import type { FacePoints } from "./facePoints.js";
import { fitSimilarity } from "./similarity.js";

/** A face whose landmarks are known, in pixels of the photograph. */
export interface LocatedFace {
  readonly landmarks: readonly Point[];
  readonly points: FacePoints;
}

/** The part of a photograph that a model wants to see of a face: RGB values, float32 [size, size, 3], 0 to 255. */
export function cropFace(photo: Photo, face: LocatedFace, crop: CropPart, size: number): Float32Array {
  if (crop.align === "landmarks") {
    const box = boxAround(face.landmarks);
    const [padX, padY] = [box.width * crop.padding, box.height * crop.padding];
    const padded = { x: box.x - padX / 2, y: box.y - padY / 2, width: box.width + padX, height: box.height + padY };
    const inside = insideImage(padded, photo);
    // Landmarks that all lie outside the photograph leave nothing to see.
    if (inside.width < 1 || inside.height < 1) return new Float32Array(size * size * 3);
    return resampleSquare(photo, inside, size, "centre");
  }
  const { leftEye, rightEye, mouth } = face.points;
  const places = [crop.leftEye, crop.rightEye, crop.mouth].map(([x, y]) => ({ x, y }));
  return resampleSimilarity(photo, fitSimilarity(places, [leftEye, rightEye, mouth]), size);
}
