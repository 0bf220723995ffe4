import type { DataProblem } from "../dataProblem.js";
import type { SplitName } from "../dataset.js";

/** Where the pixels of a listed image are. */
export type PixelSource =
  | { readonly kind: "file"; readonly path: string }
  | { readonly kind: "grey"; readonly side: number; readonly pixels: Uint8Array };

/** One image of a data set before its pixels are read. */
export interface ListedImage {
  readonly id: string;
  readonly label: string;
  readonly split: SplitName;
  readonly source: PixelSource;
  /** Where it is listed: the list, or the image itself in a folder. */
  readonly file: string;
  readonly line?: number;
}

/** What a data set consists of, as far as its lists and folders tell. */
export interface Listing {
  readonly name: string;
  readonly labels: readonly string[];
  readonly images: readonly ListedImage[];
  readonly problems: readonly DataProblem[];
}
