import { existsSync } from "node:fs";
import { dirname, resolve } from "node:path";
import type { DataProblem } from "../dataProblem.js";
import type { SplitName } from "../dataset.js";
import { DatasetLayoutError } from "../errors/datasetLayoutError.js";
import { type LabelMap, labelsOf, readLabelMap, requireLabelMap } from "./labelMap.js";
import type { ListedImage, Listing } from "./listing.js";
import { readLines } from "./readLines.js";
import { splitCsvLine } from "./splitCsvLine.js";
import { knownSplits, splitNamed } from "./splitNames.js";

interface Row {
  readonly line: number;
  readonly path: string;
  readonly label: string;
  readonly split: SplitName;
}

/**
 * A CSV file with a header and columns path, label and, if there are splits, split; paths are relative to the file. What labels
 * mean comes from `labels`, from `<file>.labels.json`, or from the names themselves where these are canonical labels.
 */
export async function listCsv(file: string, labels?: LabelMap): Promise<Listing> {
  const problems: DataProblem[] = [];
  const rows = await readRows(file, problems);
  const mapFile = `${file}.labels.json`;
  const found = [...new Set(rows.map((row) => row.label))].sort();
  const map = requireLabelMap(labels ?? (await readLabelMap(mapFile)), found, mapFile);
  const images: ListedImage[] = [];
  const seen = new Map<string, number>();
  for (const { line, path, label: name, split } of rows) {
    const bad = (code: DataProblem["code"], message: string) =>
      problems.push({ severity: "error", code, file, line, message });
    const label = map[name];
    const full = resolve(dirname(file), path);
    if (label === undefined) bad("UNKNOWN_LABEL", `the mapping has no label for "${name}"`);
    else if (seen.has(full)) bad("DUPLICATE_LINE", `${path} is already on line ${seen.get(full)}`);
    else if (!existsSync(full)) bad("MISSING_FILE", `there is no ${full}`);
    else images.push({ id: path, label, split, source: { kind: "file", path: full }, file, line });
    if (!seen.has(full)) seen.set(full, line);
  }
  return { name: "csv", labels: labelsOf(map), images, problems };
}

async function readRows(file: string, problems: DataProblem[]): Promise<Row[]> {
  const rows: Row[] = [];
  let columns: { path: number; label: number; split: number } | undefined;
  for await (const [line, text] of readLines(file, "a CSV file")) {
    const fields = splitCsvLine(text);
    if (!columns) {
      const names = (fields ?? []).map((name) => name.toLowerCase());
      columns = { path: names.indexOf("path"), label: names.indexOf("label"), split: names.indexOf("split") };
      if (columns.path < 0 || columns.label < 0) {
        throw new DatasetLayoutError(file, "a header path,label or path,label,split", `"${text.slice(0, 80)}"`);
      }
      continue;
    }
    const path = fields?.[columns.path];
    const label = fields?.[columns.label];
    const split = columns.split < 0 ? "train" : splitNamed(fields?.[columns.split] ?? "");
    const bad = (code: DataProblem["code"], message: string) =>
      problems.push({ severity: "error", code, file, line, message });
    if (!path || !label) bad("MALFORMED_LINE", `expected a path and a label, got "${text.slice(0, 80)}"`);
    else if (!split) bad("UNKNOWN_SPLIT", `expected ${knownSplits}, got "${fields?.[columns.split] ?? ""}"`);
    else rows.push({ line, path, label, split });
  }
  if (!columns) throw new DatasetLayoutError(file, "a header path,label or path,label,split", "an empty file");
  return rows;
}
