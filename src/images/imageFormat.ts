import { UnsupportedImageFormatError } from "./errors/unsupportedImageFormatError.js";

/** Formats that are read and written. */
export type ImageFormat = "jpeg" | "png" | "webp";

const pngSignature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

/**
 * The format by the file's signature, never by its name.
 *
 * @throws UnsupportedImageFormatError for anything else, GIF and SVG included.
 */
export function detectFormat(bytes: Uint8Array): ImageFormat {
  if (startsWith(bytes, [0xff, 0xd8, 0xff])) return "jpeg";
  if (startsWith(bytes, pngSignature)) return "png";
  if (startsWith(bytes, [0x52, 0x49, 0x46, 0x46]) && startsWith(bytes.subarray(8), [0x57, 0x45, 0x42, 0x50]))
    return "webp";
  throw new UnsupportedImageFormatError(describe(bytes));
}

function startsWith(bytes: Uint8Array, signature: readonly number[]): boolean {
  return signature.every((byte, i) => bytes[i] === byte);
}

function describe(bytes: Uint8Array): string {
  if (bytes.length === 0) return "no bytes at all";
  const first = Array.from(bytes.subarray(0, 8), (byte) => byte.toString(16).padStart(2, "0")).join(" ");
  return `${bytes.length} bytes that start with ${first}`;
}
