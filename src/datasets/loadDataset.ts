import type { Dataset } from "./dataset.js";
import { UnknownDatasetError } from "./errors/unknownDatasetError.js";
import type { LabelMap } from "./listing/labelMap.js";
import { listCsv } from "./listing/listCsv.js";
import { listFer2013 } from "./listing/listFer2013.js";
import { listFolder } from "./listing/listFolder.js";
import type { Listing } from "./listing/listing.js";
import { listRafDb } from "./listing/listRafDb.js";
import { type ListingOptions, loadListing } from "./loadListing.js";
import { loadSynthetic } from "./synthetic/loadSynthetic.js";

export interface LoadOptions extends ListingOptions {
  /** For `folder` and `csv`: from class names to labels; left out, names must be canonical or a mapping file lie beside them. */
  readonly labels?: LabelMap | undefined;
  /** Synthetic only: training images; validation and test follow. Default 1500. */
  readonly count?: number | undefined;
  /** Synthetic only: images per class of the balanced test split, 0 for none. Default 100. */
  readonly balancedPerClass?: number | undefined;
  /** Synthetic only: how strong expressions are; more is easier. */
  readonly expressiveness?: number | undefined;
  /** Synthetic only: where rendered sets are kept between runs; left out, nothing is kept. */
  readonly cacheDir?: string | undefined;
}

/**
 * A data set by name: `synthetic`, `rafdb:PATH`, `fer2013:PATH`, `folder:PATH` or `csv:PATH`, with all its pixels in memory.
 *
 * @throws UnknownDatasetError, DatasetLayoutError, LabelsNeededError, LabelMapError, BadDataError
 */
export async function loadDataset(spec: string, options: LoadOptions): Promise<Dataset> {
  if (spec === "synthetic") return loadSynthetic(options);
  return loadListing(await list(spec, options.labels), options);
}

function list(spec: string, labels: LabelMap | undefined): Promise<Listing> {
  const colon = spec.indexOf(":");
  const path = spec.slice(colon + 1);
  switch (colon < 0 || path === "" ? "" : spec.slice(0, colon)) {
    case "rafdb":
      return listRafDb(path);
    case "fer2013":
      return listFer2013(path);
    case "folder":
      return listFolder(path, labels);
    case "csv":
      return listCsv(path, labels);
    default:
      throw new UnknownDatasetError(spec);
  }
}
