import DataLoader from "dataloader";
import { decodeImage } from "../../images/index.js";
import type { Operation } from "../../observability/index.js";
import { imageBytes } from "../imageBytes.js";
import type { ImageInput } from "../types/imageInput.js";
import { imageGate } from "./imageGate.js";

/** An image to read for a model. */
export interface PixelsKey {
  readonly image: ImageInput;
  /** Width and height the model wants. */
  readonly size: number;
}

/** RGB pixels, size x size x 3: bytes, or values of 0 to 255; and a key that is theirs alone. */
export interface Pixels {
  readonly data: Uint8Array | Float32Array;
  readonly key: string;
}

/** Decodes images; within an operation, the same image for the same size once. Each fails by itself, before anything is queued. */
export function pixelsLoader(
  signal: AbortSignal,
  operation?: Operation,
): DataLoader<PixelsKey, Pixels, PixelsKey | string> {
  let decoded = 0;
  return new DataLoader<PixelsKey, Pixels, PixelsKey | string>(
    (keys) =>
      Promise.all(
        keys.map(async ({ image, size }) => {
          try {
            const faceBox = image.faceBox ?? undefined;
            const decode = async () => decodeImage(imageBytes(image), { size, faceBox });
            const timed = () => (operation ? operation.time("decode", decode) : decode());
            return { data: await imageGate.run(timed, signal), key: String(decoded++) };
          } catch (error) {
            return error instanceof Error ? error : new Error(String(error));
          }
        }),
      ),
    { cacheKeyFn: keyOf },
  );
}

/** The text itself is the key: comparing it costs less than hashing it. An upload is only ever equal to itself. */
export function keyOf({ image, size }: PixelsKey): string {
  const { upload, base64, dataUrl, faceBox } = image;
  const box = faceBox ? JSON.stringify(faceBox) : "";
  const file = upload ? `#${serialOf(upload)}` : "";
  return `${size}\n${box}\n${file}\n${dataUrl ?? ""}\n${base64 ?? ""}`;
}

const serials = new WeakMap<object, number>();
let last = 0;

function serialOf(file: object): number {
  const serial = serials.get(file) ?? ++last;
  serials.set(file, serial);
  return serial;
}
