import { readdir } from "node:fs/promises";
import { extname, join } from "node:path";
import type { DataProblem } from "../dataProblem.js";
import { DatasetLayoutError } from "../errors/datasetLayoutError.js";
import { type LabelMap, labelsOf, readLabelMap, requireLabelMap } from "./labelMap.js";
import type { ListedImage, Listing } from "./listing.js";
import { knownSplits, splitNamed } from "./splitNames.js";

const imageExtensions = new Set([".jpg", ".jpeg", ".png", ".webp"]);

/**
 * A folder of images as `split/class/image`. What the class folders mean comes from `labels`, from `labels.json` in the folder, or
 * from the names themselves where these are canonical labels.
 */
export async function listFolder(path: string, labels?: LabelMap): Promise<Listing> {
  const splits = (await folders(path)).flatMap((name) => {
    const split = splitNamed(name);
    return split ? [{ name, split }] : [];
  });
  if (!splits.some(({ split }) => split === "train")) {
    throw new DatasetLayoutError(
      path,
      `folders ${knownSplits} with one folder per class in each`,
      "no training folder",
    );
  }
  const classes = await Promise.all(splits.map(async ({ name }) => folders(join(path, name))));
  const found = [...new Set(classes.flat())].sort();
  const mapFile = join(path, "labels.json");
  const map = requireLabelMap(labels ?? (await readLabelMap(mapFile)), found, mapFile);
  const images: ListedImage[] = [];
  const problems: DataProblem[] = [];
  for (const [i, { name, split }] of splits.entries()) {
    for (const folder of classes[i]!) {
      const label = map[folder];
      for (const entry of (await readdir(join(path, name, folder))).sort()) {
        const file = join(path, name, folder, entry);
        if (!imageExtensions.has(extname(entry).toLowerCase())) continue;
        if (label === undefined) {
          const message = `the mapping has no label for "${folder}"`;
          problems.push({ severity: "error", code: "UNKNOWN_LABEL", file, message });
        } else
          images.push({ id: `${name}/${folder}/${entry}`, label, split, source: { kind: "file", path: file }, file });
      }
    }
  }
  return { name: "folder", labels: labelsOf(map), images, problems };
}

async function folders(path: string): Promise<string[]> {
  try {
    const entries = await readdir(path, { withFileTypes: true });
    return entries
      .filter((entry) => entry.isDirectory())
      .map((entry) => entry.name)
      .sort();
  } catch (error) {
    throw new DatasetLayoutError(path, "a folder", (error as Error).message, { cause: error });
  }
}
