import { FaceBoxOutsideImageError } from "./errors/faceBoxOutsideImageError.js";

/** A rectangle in pixels of the upright image (after EXIF orientation), origin at the top left. */
export interface FaceBox {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** The part of the image that is decoded: whole pixels, inside the image. */
export interface Crop {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/**
 * The square around a face box: the box is cut to the image, widened to a square about its centre, and moved inside where it
 * sticks out, so that the face keeps its proportions. The square is never larger than the image's short side.
 *
 * @throws FaceBoxOutsideImageError when the box shares less than one pixel with the image.
 */
export function squareAround(box: FaceBox, width: number, height: number): Crop {
  const left = Math.max(0, box.x);
  const top = Math.max(0, box.y);
  const right = Math.min(width, box.x + box.width);
  const bottom = Math.min(height, box.y + box.height);
  // Written so that NaN fails as well.
  if (!(right - left >= 1 && bottom - top >= 1)) throw new FaceBoxOutsideImageError(box, width, height);
  const side = Math.min(Math.round(Math.max(right - left, bottom - top)), width, height);
  return {
    left: clamp(Math.round((left + right - side) / 2), width - side),
    top: clamp(Math.round((top + bottom - side) / 2), height - side),
    width: side,
    height: side,
  };
}

/** The largest square in the middle of the image. */
export function centreSquare(width: number, height: number): Crop {
  const side = Math.min(width, height);
  return { left: Math.floor((width - side) / 2), top: Math.floor((height - side) / 2), width: side, height: side };
}

function clamp(value: number, high: number): number {
  return Math.min(high, Math.max(0, value));
}
