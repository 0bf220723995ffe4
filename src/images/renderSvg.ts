import { sharp } from "./loader.js";

let unblocked = false;

/**
 * Our own drawing as RGB pixels, uint8 [height, width, 3], at the size that it states. It is rasterised once and not scaled: edges
 * are smoothed by exact coverage, and asking for another size would make the library read the text a second time.
 * Only for text that this project wrote: the loader stays blocked in processes that never call this.
 */
export async function renderSvg(svg: string): Promise<Uint8Array> {
  if (!unblocked) {
    sharp.unblock({ operation: ["VipsForeignLoadSvgBuffer"] });
    unblocked = true;
  }
  const pixels = await sharp(Buffer.from(svg)).flatten({ background: "black" }).raw({ depth: "uchar" }).toBuffer();
  return new Uint8Array(pixels.buffer, pixels.byteOffset, pixels.length);
}
