import { invariant } from "../errors/invariant.js";
import type { ImageFormat } from "./imageFormat.js";
import { sharp } from "./loader.js";
import { syntheticXmp } from "./syntheticXmp.js";

export interface EncodeOptions {
  /** True marks the file as made by a trained algorithm, in a way that programs can read. */
  readonly synthetic?: boolean;
}

/**
 * RGB pixels, uint8 [height, width, 3], as a file. PNG and WebP are lossless, JPEG has quality 92 without chroma subsampling;
 * the same pixels always give the same bytes.
 */
export async function encodeImage(
  pixels: Uint8Array,
  width: number,
  height: number,
  format: ImageFormat,
  options: EncodeOptions = {},
): Promise<Uint8Array> {
  invariant(
    pixels.length === width * height * 3,
    `Expected ${width} x ${height} RGB pixels, got ${pixels.length} bytes.`,
  );
  let image = sharp(pixels, { raw: { width, height, channels: 3 } });
  if (options.synthetic) image = image.withXmp(syntheticXmp);
  if (format === "png") image = image.png({ compressionLevel: 6, palette: false });
  else if (format === "webp") image = image.webp({ lossless: true, effort: 4 });
  else image = image.jpeg({ quality: 92, chromaSubsampling: "4:4:4" });
  return new Uint8Array(await image.toBuffer());
}
