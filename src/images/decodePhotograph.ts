import { ImageTooLargeError } from "./errors/imageTooLargeError.js";
import { UndecodableImageError } from "./errors/undecodableImageError.js";
import { detectFormat } from "./imageFormat.js";
import { defaultImageLimits, type ImageLimits } from "./imageLimits.js";
import { openImage, reasonOf, uprightSize } from "./openImage.js";

/** A whole photograph, upright: RGB, uint8 [height, width, 3], row-major, and how large it was before it was made smaller. */
export interface DecodedPhotograph {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint8Array;
  /** Pixels of the photograph as it was sent per decoded pixel, 1 or more. */
  readonly enlargement: number;
}

/**
 * A photograph is halved as often as its longer side keeps at least this many pixels. A detector that looks at 416 pixels finds no face
 * that would be smaller than a network's 112 pixels then: this costs nothing, and a JPEG is decoded at half size in a quarter of the time.
 */
const LEAST_LONG_SIDE = 1600;

/**
 * Decodes a photograph once, for everything that is to be seen in it. Orientation, transparency, colour and metadata are treated as by
 * {@link decodeImage}.
 *
 * @throws UnsupportedImageFormatError, ImageTooLargeError, UndecodableImageError
 */
export async function decodePhotograph(
  bytes: Uint8Array,
  limits: ImageLimits = defaultImageLimits,
): Promise<DecodedPhotograph> {
  if (bytes.length > limits.maxBytes) throw new ImageTooLargeError("bytes", limits.maxBytes, bytes.length);
  const format = detectFormat(bytes);
  const [fullWidth, fullHeight] = await uprightSize(bytes, format, limits);
  const longSide = Math.max(fullWidth, fullHeight);
  let factor = 1;
  while (longSide / (2 * factor) >= LEAST_LONG_SIDE) factor *= 2;
  const [width, height] = [fullWidth, fullHeight].map((side) => Math.max(1, Math.round(side / factor))) as [
    number,
    number,
  ];
  let pipeline = openImage(bytes, limits).autoOrient();
  if (factor > 1) pipeline = pipeline.resize(width, height, { fit: "fill", kernel: "linear" });
  try {
    const pixels = await pipeline
      .flatten({ background: "black" })
      .toColourspace("srgb")
      .raw({ depth: "uchar" })
      .toBuffer();
    return {
      width,
      height,
      pixels: new Uint8Array(pixels.buffer, pixels.byteOffset, pixels.length),
      enlargement: fullWidth / width,
    };
  } catch (error) {
    throw new UndecodableImageError(format, reasonOf(error), { cause: error });
  }
}
