import { readFile } from "node:fs/promises";
import { decodeImage, resizeGrey } from "../images/index.js";
import type { DataProblem } from "./dataProblem.js";
import type { LoadProgress } from "./dataset.js";
import type { ListedImage } from "./listing/listing.js";
import { mapBounded } from "./mapBounded.js";

/** Pixels in the order of the list, uint8 [size, size, 3] each; undefined where an image is bad, for the reason in `problems`. */
export interface ReadPixels {
  readonly pixels: readonly (Uint8Array | undefined)[];
  readonly problems: readonly DataProblem[];
}

export async function readPixels(
  images: readonly ListedImage[],
  size: number,
  onProgress?: (progress: LoadProgress) => void,
): Promise<ReadPixels> {
  const pixels = new Array<Uint8Array | undefined>(images.length);
  const problems = new Array<DataProblem | undefined>(images.length);
  let done = 0;
  await mapBounded(images, async (image, i) => {
    const { source } = image;
    try {
      pixels[i] =
        source.kind === "grey"
          ? await resizeGrey(source.pixels, source.side, size)
          : await decodeImage(await readFile(source.path), { size });
    } catch (error) {
      const file = source.kind === "file" ? source.path : image.file;
      const message = error instanceof Error ? error.message : String(error);
      problems[i] = { severity: "error", code: "UNREADABLE_IMAGE", file, message };
    }
    onProgress?.({ stage: "decode", done: ++done, total: images.length });
  });
  return { pixels, problems: problems.filter((problem) => problem !== undefined) };
}
