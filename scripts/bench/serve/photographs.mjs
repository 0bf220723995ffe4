import sharp from "sharp";

/** Different JPEG files of one size, made of noise at several scales: about as many bytes as a photograph has. */
export async function photographs(count, size) {
  let state = 7;
  const next = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state >>> 24;
  };
  const files = [];
  for (let i = 0; i < count; i++) {
    const fine = Buffer.from(Array.from({ length: size * size * 3 }, next));
    const overlay = await sharp(fine, { raw: { width: size, height: size, channels: 3 } })
      .ensureAlpha(0.08)
      .png()
      .toBuffer();
    const image = sharp(Buffer.from(Array.from({ length: 12 * 12 * 3 }, next)), {
      raw: { width: 12, height: 12, channels: 3 },
    });
    files.push(
      await image
        .resize(size, size, { kernel: "cubic" })
        .composite([{ input: overlay }])
        .jpeg({ quality: 88 })
        .toBuffer(),
    );
  }
  return files;
}
