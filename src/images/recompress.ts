import { sharp } from "./loader.js";

/** The pixels, uint8 [size, size, 3], after a round trip through JPEG of this quality (1 to 100): its blocks and ringing. */
export async function recompress(pixels: Uint8Array, size: number, quality: number): Promise<Uint8Array> {
  const jpeg = await sharp(pixels, { raw: { width: size, height: size, channels: 3 } })
    .jpeg({ quality })
    .toBuffer();
  const back = await sharp(jpeg).raw({ depth: "uchar" }).toBuffer();
  return new Uint8Array(back.buffer, back.byteOffset, back.length);
}
