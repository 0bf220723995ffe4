import DataLoader from "dataloader";
import { decodePhotograph } from "../../images/index.js";
import type { Operation } from "../../observability/index.js";
import type { Photograph } from "../faces/photograph.js";
import { imageBytes } from "../imageBytes.js";
import type { ImageInput } from "../types/imageInput.js";
import { imageGate } from "./imageGate.js";
import { keyOf } from "./pixelsLoader.js";

/** Decodes whole photographs, within an operation the same one once, whatever is asked of it. */
export function photographLoader(
  signal: AbortSignal,
  operation?: Operation,
): DataLoader<ImageInput, Photograph, string> {
  let decoded = 0;
  return new DataLoader<ImageInput, Photograph, string>(
    (images) =>
      Promise.all(
        images.map(async (image) => {
          try {
            const decode = async () => decodePhotograph(imageBytes(image));
            const timed = () => (operation ? operation.time("decode", decode) : decode());
            return { ...(await imageGate.run(timed, signal)), key: `photograph ${decoded++}` };
          } catch (error) {
            return error instanceof Error ? error : new Error(String(error));
          }
        }),
      ),
    // Where the face is makes no difference to the photograph.
    { cacheKeyFn: (image) => keyOf({ image: { ...image, faceBox: null }, size: 0 }) },
  );
}
