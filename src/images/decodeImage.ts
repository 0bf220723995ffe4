import { ImageTooLargeError } from "./errors/imageTooLargeError.js";
import { UndecodableImageError } from "./errors/undecodableImageError.js";
import { centreSquare, type FaceBox, squareAround } from "./faceBox.js";
import { detectFormat } from "./imageFormat.js";
import { defaultImageLimits, type ImageLimits } from "./imageLimits.js";
import { jpegSize } from "./jpegSize.js";
import { openImage, reasonOf, uprightSize } from "./openImage.js";

export interface DecodeOptions {
  /** Width and height of the result in pixels. */
  readonly size: number;
  readonly limits?: ImageLimits | undefined;
  /** Where the face is, in pixels of the upright image; left out, `fit` decides. */
  readonly faceBox?: FaceBox | undefined;
  /** Without a face box: "cover" takes the square in the middle, "contain" keeps everything on black. Default "cover". */
  readonly fit?: "cover" | "contain" | undefined;
}

/**
 * An encoded photograph as RGB pixels, uint8 [size, size, 3], row-major. EXIF orientation is applied, transparency is laid on
 * black, CMYK, grey and 16-bit images become 8-bit sRGB, metadata is dropped, and of an animation the first frame is taken.
 *
 * @throws UnsupportedImageFormatError, ImageTooLargeError, UndecodableImageError, FaceBoxOutsideImageError
 */
export async function decodeImage(bytes: Uint8Array, options: DecodeOptions): Promise<Uint8Array> {
  const { size, limits = defaultImageLimits, faceBox, fit = "cover" } = options;
  if (bytes.length > limits.maxBytes) throw new ImageTooLargeError("bytes", limits.maxBytes, bytes.length);
  const format = detectFormat(bytes);
  let pipeline = openImage(bytes, limits).autoOrient();
  const [width, height] = plainSize(bytes, format, limits) ?? (await uprightSize(bytes, format, limits));
  if (faceBox) pipeline = pipeline.extract(squareAround(faceBox, width, height));
  else if (fit === "cover") pipeline = pipeline.extract(centreSquare(width, height));
  try {
    const pixels = await pipeline
      .resize(size, size, { fit: "contain", background: "black", kernel: "lanczos3" })
      .flatten({ background: "black" })
      .toColourspace("srgb")
      .raw({ depth: "uchar" })
      .toBuffer();
    return new Uint8Array(pixels.buffer, pixels.byteOffset, pixels.length);
  } catch (error) {
    throw new UndecodableImageError(format, reasonOf(error), { cause: error });
  }
}

/** The size of an image that needs no second look: within the limits, and not turned. */
function plainSize(bytes: Uint8Array, format: string, { maxPixels }: ImageLimits): [number, number] | undefined {
  const size = format === "jpeg" ? jpegSize(bytes) : undefined;
  return size && size[0] * size[1] <= maxPixels ? size : undefined;
}
