import { ImageTooLargeError } from "./errors/imageTooLargeError.js";
import { UndecodableImageError } from "./errors/undecodableImageError.js";
import type { ImageLimits } from "./imageLimits.js";
import { sharp } from "./loader.js";

/** Width and height after EXIF orientation, from the header alone. */
export async function uprightSize(bytes: Uint8Array, format: string, limits: ImageLimits): Promise<[number, number]> {
  let size: { width: number; height: number };
  try {
    size = (await sharp(bytes, { limitInputPixels: false, failOn: "error" }).metadata()).autoOrient;
  } catch (error) {
    throw new UndecodableImageError(format, reasonOf(error), { cause: error });
  }
  const pixels = size.width * size.height;
  if (pixels > limits.maxPixels) throw new ImageTooLargeError("pixels", limits.maxPixels, pixels);
  return [size.width, size.height];
}

/** An image about to be decoded, within the limits. */
export function openImage(bytes: Uint8Array, limits: ImageLimits) {
  // "error" lets through the harmless warnings that many cameras' files cause, and stops at truncated or damaged data.
  return sharp(bytes, { limitInputPixels: limits.maxPixels, failOn: "error" });
}

/** The first line of what went wrong. */
export function reasonOf(error: unknown): string {
  return error instanceof Error ? (error.message.split("\n")[0] ?? "").trim() : String(error);
}
