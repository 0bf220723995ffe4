import { createHash } from "node:crypto";
import DataLoader from "dataloader";
import { decodeImage } from "../../images/index.js";
import type { Operation } from "../../observability/index.js";
import { imageBytes } from "../imageBytes.js";
import type { ImageInput } from "../types/imageInput.js";

/** An image to read for a model. */
export interface PixelsKey {
  readonly image: ImageInput;
  /** Width and height the model wants. */
  readonly size: number;
}

/** RGB pixels, size x size x 3 bytes, and a key that equal images share. */
export interface Pixels {
  readonly data: Uint8Array;
  readonly key: string;
}

/** Decodes images; within an operation, the same image for the same size once. Each fails by itself, before anything is queued. */
export function pixelsLoader(operation?: Operation): DataLoader<PixelsKey, Pixels, PixelsKey | string> {
  return new DataLoader<PixelsKey, Pixels, PixelsKey | string>(
    (keys) =>
      Promise.all(
        keys.map(async ({ image, size }) => {
          try {
            const faceBox = image.faceBox ?? undefined;
            const decode = async () => decodeImage(imageBytes(image), { size, faceBox });
            const data = await (operation ? operation.time("decode", decode) : decode());
            return { data, key: keyOf({ image, size }) };
          } catch (error) {
            return error instanceof Error ? error : new Error(String(error));
          }
        }),
      ),
    { cacheKeyFn: keyOf },
  );
}

function keyOf({ image, size }: PixelsKey): string {
  const { upload, base64, dataUrl, faceBox } = image;
  const hash = createHash("sha256").update(JSON.stringify([size, faceBox ?? null, base64 ?? null, dataUrl ?? null]));
  if (upload) hash.update(upload.bytes);
  return hash.digest("base64");
}
