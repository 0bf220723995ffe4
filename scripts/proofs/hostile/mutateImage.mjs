import { crc32 } from "node:zlib";
import { between, pick } from "../random.mjs";

const MUTATIONS = {
  flipBits(bytes, random) {
    const out = Buffer.from(bytes);
    for (let i = between(random, 1, 64); i > 0; i--)
      out[between(random, 0, out.length - 1)] ^= 1 << between(random, 0, 7);
    return out;
  },
  /** Most damage is done where sizes and tables stand. */
  flipHeaderBits(bytes, random) {
    const out = Buffer.from(bytes);
    const header = Math.min(64, out.length) - 1;
    for (let i = between(random, 1, 8); i > 0; i--) out[between(random, 0, header)] ^= 1 << between(random, 0, 7);
    return out;
  },
  truncate: (bytes, random) => bytes.subarray(0, between(random, 0, bytes.length - 1)),
  remove(bytes, random) {
    const from = between(random, 0, bytes.length - 1);
    return Buffer.concat([bytes.subarray(0, from), bytes.subarray(from + between(random, 1, 200))]);
  },
  repeat(bytes, random) {
    const from = between(random, 0, bytes.length - 1);
    const part = bytes.subarray(from, from + between(random, 1, 400));
    return Buffer.concat([bytes.subarray(0, from), part, part, part, bytes.subarray(from)]);
  },
  splice(bytes, random, others) {
    const other = pick(random, others).bytes;
    const [cut, from] = [between(random, 0, bytes.length - 1), between(random, 0, other.length - 1)];
    return Buffer.concat([bytes.subarray(0, cut), other.subarray(from)]);
  },
  append: (bytes, random) => Buffer.concat([bytes, Buffer.alloc(between(random, 1, 2000), between(random, 0, 255))]),
  prepend: (bytes, random) => Buffer.concat([Buffer.alloc(between(random, 1, 16), between(random, 0, 255)), bytes]),
  fill(bytes, random) {
    const out = Buffer.from(bytes);
    const from = between(random, 0, out.length - 1);
    return out.fill(pick(random, [0, 0x7f, 0xff]), from, Math.min(out.length, from + between(random, 1, 300)));
  },
  /** Claims to have any size, up to four thousand million pixels a side. */
  claimSize(bytes, random) {
    const out = Buffer.from(bytes);
    const [width, height] = [between(random, 0, 65_535), between(random, 0, 65_535)];
    if (out.subarray(1, 4).toString() === "PNG") {
      out.writeUInt32BE(pick(random, [width, 0xffffffff, 100_000]), 16);
      out.writeUInt32BE(height, 20);
      out.writeUInt32BE(crc32(out.subarray(12, 29)), 29);
    } else if (out[0] === 0xff) {
      const frame = out.findIndex((byte, i) => byte === 0xff && (out[i + 1] === 0xc0 || out[i + 1] === 0xc2));
      if (frame > 0) {
        out.writeUInt16BE(height, frame + 5);
        out.writeUInt16BE(width, frame + 7);
      }
    } else if (out.length > 30) out.writeUInt32LE(between(random, 0, 0xffffffff), 21);
    return out;
  },
  nothing: () => Buffer.alloc(0),
};

/** One damaged file, and how it was damaged. @param {() => number} random */
export function mutateImage(images, random) {
  const { bytes, format } = pick(random, images);
  const mutation = pick(random, Object.keys(MUTATIONS));
  return { format, mutation, bytes: MUTATIONS[mutation](bytes, random, images) };
}
