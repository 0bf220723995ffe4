/** Segments that start a frame and hold its size, other than those of arithmetic and hierarchical coding, which nobody writes. */
const FRAMES = new Set([0xc0, 0xc1, 0xc2]);
const EXIF = 0xe1;
const SCAN = 0xda;

/**
 * Width and height of a JPEG file from its frame header (ITU-T T.81, B.2.2); undefined when it has EXIF data, which may turn it, or when anything is
 * unusual: the decoder is asked then, which costs a tenth of decoding a small photograph.
 */
export function jpegSize(bytes: Uint8Array): [number, number] | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 2; at + 9 <= bytes.length; at += 2 + view.getUint16(at + 2)) {
    const marker = view.getUint8(at + 1);
    if (view.getUint8(at) !== 0xff || marker === EXIF || marker === SCAN) return undefined;
    if (!FRAMES.has(marker)) continue;
    const [height, width] = [view.getUint16(at + 5), view.getUint16(at + 7)];
    return width > 0 && height > 0 ? [width, height] : undefined;
  }
  return undefined;
}
