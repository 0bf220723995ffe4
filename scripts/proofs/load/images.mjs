import sharp from "sharp";
import { between, randomFrom } from "../random.mjs";

/** Small pictures of coloured noise, as files of the formats that the server reads. */
export async function sampleImages(count, seed, size = 64) {
  const random = randomFrom(seed);
  return Promise.all(
    Array.from({ length: count }, async (_, i) => {
      const [r, g, b] = [between(random, 0, 255), between(random, 0, 255), between(random, 0, 255)];
      const pixels = Buffer.alloc(size * size * 3);
      for (let p = 0; p < pixels.length; p++) pixels[p] = Math.min(255, [r, g, b][p % 3] + between(random, 0, 40));
      const image = sharp(pixels, { raw: { width: size, height: size, channels: 3 } });
      const format = ["jpeg", "png", "webp"][i % 3];
      return { format, bytes: await image.toFormat(format, { lossless: true }).toBuffer() };
    }),
  );
}
