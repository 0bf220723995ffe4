import { sharp } from "./loader.js";

/** Grey pixels, uint8 [side, side], as RGB of another size, uint8 [size, size, 3]. */
export async function resizeGrey(pixels: Uint8Array, side: number, size: number): Promise<Uint8Array> {
  const result = await sharp(pixels, { raw: { width: side, height: side, channels: 1 } })
    .resize(size, size, { kernel: "lanczos3" })
    .toColourspace("srgb")
    .raw({ depth: "uchar" })
    .toBuffer();
  return new Uint8Array(result.buffer, result.byteOffset, result.length);
}
