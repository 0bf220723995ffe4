import { ImageInputError } from "./errors/imageInputError.js";
import type { ImageInput } from "./types/imageInput.js";

const DATA_URL = /^data:[\w.+/-]*(?:;[\w.+=-]+)*;base64,/i;

/**
 * The bytes of an image as the client sent them, in whatever format.
 * @throws ImageInputError unless exactly one source is given and readable.
 */
export function imageBytes(input: ImageInput): Uint8Array {
  const given = [input.base64, input.dataUrl, input.upload].filter((source) => source != null);
  if (given.length !== 1) {
    throw new ImageInputError(`Expected exactly one of base64, dataUrl and upload, got ${given.length}.`);
  }
  if (input.upload != null) return input.upload.bytes;
  if (input.base64 != null) return fromBase64(input.base64, "base64");
  const prefix = DATA_URL.exec(input.dataUrl!)?.[0];
  if (prefix === undefined) throw new ImageInputError('Expected dataUrl to begin as "data:image/png;base64," does.');
  return fromBase64(input.dataUrl!.slice(prefix.length), "dataUrl");
}

function fromBase64(text: string, source: string): Uint8Array {
  const bytes = Buffer.from(text, "base64");
  // Node.js skips what is not base64; the length tells, line breaks aside. Counting without them is for the few texts that have some.
  const padding = text.endsWith("==") ? 2 : text.endsWith("=") ? 1 : 0;
  const whole = bytes.length === Math.floor(((text.length - padding) * 3) / 4);
  if (bytes.length === 0 || !(whole || bytes.length === Math.floor((text.replace(/[\s=]/g, "").length * 3) / 4))) {
    throw new ImageInputError(
      `Expected ${source} to hold base64, got ${text.length === 0 ? "nothing" : "something else"}.`,
    );
  }
  return bytes;
}
