import { sharp } from "./loader.js";

/** An image file as WebP of this quality (1 to 100), for pages that show many faces and must stay small. */
export async function lossyWebp(file: Uint8Array, quality = 80): Promise<Uint8Array> {
  return new Uint8Array(await sharp(file).webp({ quality, effort: 5 }).toBuffer());
}
