import { readFile } from "node:fs/promises";
import sharp, { type OutputInfo, type Sharp } from "sharp";
import { describe, expect, it } from "vitest";
import { contactSheet, decodeImage, encodeImage } from "../../src/images/index.js";

const samples = "node_modules/@vladmandic/face-api/demo";

/** Left half red, right half blue, 40 x 20, so that every orientation can be told from its corners. */
function flag(): Sharp {
  const pixels = Buffer.alloc(40 * 20 * 3);
  for (let i = 0; i < 40 * 20; i++) pixels[i * 3 + (i % 40 < 20 ? 0 : 2)] = 255;
  return sharp(pixels, { raw: { width: 40, height: 20, channels: 3 } });
}

function pixelAt(pixels: Uint8Array, size: number, x: number, y: number): number[] {
  return Array.from(pixels.subarray((y * size + x) * 3, (y * size + x) * 3 + 3));
}

function near(actual: readonly number[], expected: readonly number[], tolerance = 12): void {
  actual.forEach((value, i) => {
    expect(Math.abs(value - expected[i]!)).toBeLessThanOrEqual(tolerance);
  });
}

const red = [255, 0, 0];
const blue = [0, 0, 255];

describe("decodeImage", () => {
  it("turns real photographs into square RGB pixels that agree with averaged blocks of the full picture", async () => {
    for (const n of [1, 3, 6]) {
      const bytes = await readFile(`${samples}/sample${n}.jpg`);
      const pixels = await decodeImage(bytes, { size: 48 });
      expect(pixels.length).toBe(48 * 48 * 3);
      const reference = blockAverages(await sharp(bytes).raw().toBuffer({ resolveWithObject: true }), 48);
      const difference = pixels.reduce((sum, value, i) => sum + Math.abs(value - reference[i]!), 0) / pixels.length;
      expect(difference).toBeLessThan(5);
    }
  });

  it("honours each EXIF orientation", async () => {
    // Where the stored left edge (red) is shown, by orientation, as (x, y) of a red and of a blue pixel.
    const shown: Record<number, [number[], number[]]> = {
      1: [
        [2, 10],
        [17, 10],
      ],
      2: [
        [17, 10],
        [2, 10],
      ],
      3: [
        [17, 10],
        [2, 10],
      ],
      4: [
        [2, 10],
        [17, 10],
      ],
      5: [
        [10, 2],
        [10, 17],
      ],
      6: [
        [10, 2],
        [10, 17],
      ],
      7: [
        [10, 17],
        [10, 2],
      ],
      8: [
        [10, 17],
        [10, 2],
      ],
    };
    for (const [orientation, [redAt, blueAt]] of Object.entries(shown)) {
      const bytes = await flag()
        .withMetadata({ orientation: Number(orientation) })
        .jpeg({ quality: 100 })
        .toBuffer();
      const pixels = await decodeImage(bytes, { size: 20 });
      near(pixelAt(pixels, 20, redAt[0]!, redAt[1]!), red, 16);
      near(pixelAt(pixels, 20, blueAt[0]!, blueAt[1]!), blue, 16);
    }
  });

  it("applies a face box to the upright image", async () => {
    const bytes = await flag().withMetadata({ orientation: 6 }).png().toBuffer();
    // Upright the image is 20 wide and 40 high, red above blue.
    const top = await decodeImage(bytes, { size: 8, faceBox: { x: 2, y: 2, width: 12, height: 12 } });
    const bottom = await decodeImage(bytes, { size: 8, faceBox: { x: 2, y: 25, width: 12, height: 12 } });
    near(pixelAt(top, 8, 4, 4), red);
    near(pixelAt(bottom, 8, 4, 4), blue);
  });

  it("widens a face box to a square inside the image and refuses one that misses it", async () => {
    const bytes = await flag().png().toBuffer();
    const atTheRim = await decodeImage(bytes, { size: 8, faceBox: { x: -10, y: -10, width: 20, height: 40 } });
    near(pixelAt(atTheRim, 8, 4, 4), red);
    const boxes = [
      { x: 40, y: 0, width: 10, height: 10 },
      { x: 0, y: -30, width: 10, height: 30 },
      { x: 5, y: 5, width: 0, height: 4 },
      { x: Number.NaN, y: 5, width: 4, height: 4 },
    ];
    for (const faceBox of boxes) {
      await expect(decodeImage(bytes, { size: 8, faceBox })).rejects.toMatchObject({ code: "FACE_BOX_OUTSIDE_IMAGE" });
    }
  });

  it("keeps the whole image on black when asked to", async () => {
    const pixels = await decodeImage(await flag().png().toBuffer(), { size: 20, fit: "contain" });
    near(pixelAt(pixels, 20, 10, 1), [0, 0, 0]);
    near(pixelAt(pixels, 20, 2, 10), red);
  });

  it("reads grey, transparent, CMYK and 16-bit images as 8-bit RGB", async () => {
    const grey = await decodeImage(await flag().greyscale().png().toBuffer(), { size: 20 });
    const [r, g, b] = pixelAt(grey, 20, 3, 10);
    expect(r).toBe(g);
    expect(g).toBe(b);
    const halfTransparent = await sharp({
      create: { width: 9, height: 9, channels: 4, background: { r: 200, g: 100, b: 50, alpha: 0.5 } },
    })
      .png()
      .toBuffer();
    near(pixelAt(await decodeImage(halfTransparent, { size: 4 }), 4, 1, 1), [100, 50, 25], 2);
    const cmyk = await flag().toColourspace("cmyk").jpeg({ quality: 100 }).toBuffer();
    expect((await sharp(cmyk).metadata()).channels).toBe(4);
    const fromCmyk = await decodeImage(cmyk, { size: 20 });
    const [left, right] = [pixelAt(fromCmyk, 20, 2, 10), pixelAt(fromCmyk, 20, 17, 10)];
    expect(left[0]).toBeGreaterThan(left[2]! + 100);
    expect(right[2]).toBeGreaterThan(right[0]! + 60);
    const deep = await flag().toColourspace("rgb16").png().toBuffer();
    expect((await sharp(deep).metadata()).depth).toBe("ushort");
    near(pixelAt(await decodeImage(deep, { size: 20 }), 20, 2, 10), red);
  });

  it("refuses files that are truncated or damaged", async () => {
    const photograph = await readFile(`${samples}/sample1.jpg`);
    const png = await flag().png().toBuffer();
    for (const bytes of [
      photograph.subarray(0, 60_000),
      photograph.subarray(0, 200),
      png.subarray(0, png.length - 30),
    ]) {
      await expect(decodeImage(bytes, { size: 48 })).rejects.toMatchObject({ code: "UNDECODABLE_IMAGE" });
    }
  });

  it("judges formats by their bytes: no GIF, TIFF, SVG, text or nothing", async () => {
    const gif = await flag().gif().toBuffer();
    const tiff = await flag().tiff().toBuffer();
    const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>');
    for (const bytes of [gif, tiff, svg, Buffer.from("photo.jpg"), Buffer.alloc(0)]) {
      await expect(decodeImage(bytes, { size: 8 })).rejects.toMatchObject({ code: "UNSUPPORTED_IMAGE_FORMAT" });
    }
    // Even past the check of signatures there is no loader for them left in the library.
    for (const bytes of [gif, tiff, svg])
      await expect(sharp(bytes).metadata()).rejects.toThrow("unsupported image format");
  });

  it("refuses a pixel bomb from its header and too many bytes before looking at them", async () => {
    // 30,000 x 30,000 black pixels would be 2.7 GB; as PNG the header alone is enough to refuse it, so the data can be missing.
    const png = await flag().png().toBuffer();
    const bomb = Buffer.from(png);
    bomb.writeUInt32BE(30_000, 16);
    bomb.writeUInt32BE(30_000, 20);
    bomb.writeUInt32BE(crc32(bomb.subarray(12, 29)), 29);
    await expect(decodeImage(bomb, { size: 8 })).rejects.toMatchObject({ code: "IMAGE_TOO_LARGE" });
    const limits = { maxBytes: 100, maxPixels: 1e6 };
    await expect(decodeImage(Buffer.alloc(101), { size: 8, limits })).rejects.toMatchObject({
      code: "IMAGE_TOO_LARGE",
    });
    const photograph = await readFile(`${samples}/sample1.jpg`);
    const few = { maxBytes: 1e7, maxPixels: 1000 };
    await expect(decodeImage(photograph, { size: 8, limits: few })).rejects.toMatchObject({ code: "IMAGE_TOO_LARGE" });
  });
});

describe("encodeImage", () => {
  const pixels = Uint8Array.from({ length: 16 * 12 * 3 }, (_, i) => (i * 37) % 256);

  it("keeps every pixel in PNG and WebP, and gives the same bytes each time", async () => {
    for (const format of ["png", "webp"] as const) {
      const bytes = await encodeImage(pixels, 16, 12, format, { synthetic: true });
      expect(new Uint8Array(await sharp(bytes).removeAlpha().raw().toBuffer())).toEqual(pixels);
      expect(await encodeImage(pixels, 16, 12, format, { synthetic: true })).toEqual(bytes);
    }
  });

  it("marks generated images in every format, and only those", async () => {
    for (const format of ["png", "webp", "jpeg"] as const) {
      const marked = await sharp(await encodeImage(pixels, 16, 12, format, { synthetic: true })).metadata();
      expect(marked.format).toBe(format);
      expect(marked.xmpAsString).toContain("http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia");
      expect((await sharp(await encodeImage(pixels, 16, 12, format)).metadata()).xmp).toBeUndefined();
    }
  });
});

describe("contactSheet", () => {
  it("lays images out in rows", async () => {
    const images = new Uint8Array(6 * 4 * 4 * 3);
    images.fill(255, 5 * 4 * 4 * 3);
    const sheet = await contactSheet(images, { size: 4, columns: 3, scale: 2 });
    const { data, info } = await sharp(sheet).removeAlpha().raw().toBuffer({ resolveWithObject: true });
    expect([info.width, info.height]).toEqual([3 * 10 + 2, 2 * 10 + 2]);
    const at = (x: number, y: number) => data[(y * info.width + x) * 3];
    expect(at(5, 5)).toBe(0);
    expect(at(25, 15)).toBe(255);
  });
});

/** CRC-32 as PNG chunks carry it. */
function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let k = 0; k < 8; k++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return (crc ^ 0xffffffff) >>> 0;
}

/** The middle square of a decoded picture averaged to size x size blocks. */
function blockAverages({ data, info }: { data: Buffer; info: OutputInfo }, size: number): Float64Array {
  const side = Math.min(info.width, info.height);
  const [left, top] = [Math.floor((info.width - side) / 2), Math.floor((info.height - side) / 2)];
  const sums = new Float64Array(size * size * 3);
  const counts = new Float64Array(size * size);
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      const block = Math.floor((y * size) / side) * size + Math.floor((x * size) / side);
      counts[block] = counts[block]! + 1;
      for (let c = 0; c < 3; c++) {
        sums[block * 3 + c] = sums[block * 3 + c]! + data[((y + top) * info.width + x + left) * 3 + c]!;
      }
    }
  }
  return sums.map((sum, i) => sum / counts[Math.floor(i / 3)]!);
}
