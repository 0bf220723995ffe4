import { SemblanceError } from "../../errors/semblanceError.js";
import type { FaceBox } from "../faceBox.js";

/** The face box has no area, is not made of numbers, or shares no pixel with the image. */
export class FaceBoxOutsideImageError extends SemblanceError {
  constructor(box: FaceBox, width: number, height: number) {
    super(
      "FACE_BOX_OUTSIDE_IMAGE",
      `Expected a face box inside the upright image of ${width} x ${height} pixels, got x ${box.x}, y ${box.y}, ` +
        `width ${box.width}, height ${box.height}. Give the box in pixels of the image after its EXIF orientation is applied.`,
    );
  }
}
