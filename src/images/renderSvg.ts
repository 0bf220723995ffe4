import { sharp } from "./loader.js";

let unblocked = false;

/**
 * Our own drawing as RGB pixels, uint8 [size, size, 3]. The drawing states its own, larger size and is scaled down.
 * Only for text that this project wrote: the loader stays blocked in processes that never call this.
 */
export async function renderSvg(svg: string, size: number): Promise<Uint8Array> {
  if (!unblocked) {
    sharp.unblock({ operation: ["VipsForeignLoadSvgBuffer"] });
    unblocked = true;
  }
  const pixels = await sharp(Buffer.from(svg))
    .resize(size, size, { kernel: "lanczos3" })
    .flatten({ background: "black" })
    .raw({ depth: "uchar" })
    .toBuffer();
  return new Uint8Array(pixels.buffer, pixels.byteOffset, pixels.length);
}
