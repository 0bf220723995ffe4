import type { Dataset, LoadProgress } from "./dataset.js";
import { UnknownDatasetError } from "./errors/unknownDatasetError.js";
import { loadSynthetic } from "./synthetic/loadSynthetic.js";

export interface LoadOptions {
  /** Width and height of every image in pixels. */
  readonly size: number;
  readonly seed: number;
  /** Share of a data set's files that may be bad before loading stops. Default 0. */
  readonly tolerance?: number | undefined;
  /** Synthetic only: training images. Default 1500. */
  readonly count?: number | undefined;
  /** Synthetic only: images per class of the balanced test split. Default 100. */
  readonly balancedPerClass?: number | undefined;
  /** Synthetic only: how strong expressions are. */
  readonly expressiveness?: number | undefined;
  readonly onProgress?: ((progress: LoadProgress) => void) | undefined;
  /** Where rendered sets are kept between runs; left out, nothing is kept. */
  readonly cacheDir?: string | undefined;
}

export async function loadDataset(spec: string, options: LoadOptions): Promise<Dataset> {
  if (spec === "synthetic") return loadSynthetic(options);
  throw new UnknownDatasetError(spec);
}
