import { statSync } from "node:fs";
import { join } from "node:path";
import type { DataProblem } from "../dataProblem.js";
import type { SplitName } from "../dataset.js";
import { DatasetLayoutError } from "../errors/datasetLayoutError.js";
import { type Expression, expressionLabels } from "../labels.js";
import { checkCounts } from "./checkCounts.js";
import type { ListedImage, Listing } from "./listing.js";
import { readLines } from "./readLines.js";

const side = 48;
const order: readonly Expression[] = ["anger", "disgust", "fear", "happiness", "sadness", "surprise", "neutral"];
const usages: Readonly<Record<string, SplitName>> = {
  Training: "train",
  PublicTest: "validation",
  PrivateTest: "test",
};
/** Published training counts in this project's class order (docs/method.md, section 6.2). */
const trainCounts = [3171, 4097, 436, 7215, 4830, 3995, 4965];

/**
 * FER2013: one CSV with columns emotion (0 to 6), pixels (2,304 grey values, row-major) and Usage, in any order; the variant with
 * blanks in its column names is read as well. The public test serves as validation, the private one as test.
 *
 * @param path the CSV file or the folder that holds fer2013.csv.
 */
export async function listFer2013(path: string): Promise<Listing> {
  const file = statSync(path, { throwIfNoEntry: false })?.isDirectory() ? join(path, "fer2013.csv") : path;
  const images: ListedImage[] = [];
  const problems: DataProblem[] = [];
  let columns: Record<"emotion" | "pixels" | "usage", number> | undefined;
  for await (const [line, text] of readLines(file, "FER2013's CSV file")) {
    const fields = text.split(",").map((field) => field.trim());
    if (!columns) {
      columns = columnsOf(file, fields);
      continue;
    }
    const bad = (code: DataProblem["code"], message: string) =>
      problems.push({ severity: "error", code, file, line, message });
    const emotion = fields[columns.emotion] ?? "";
    const usage = fields[columns.usage] ?? "";
    const label = /^[0-6]$/.test(emotion) ? order[Number(emotion)] : undefined;
    const split = usages[usage];
    const pixels = parsePixels(fields[columns.pixels] ?? "");
    if (fields.length !== 3) bad("MALFORMED_LINE", `expected 3 columns, got ${fields.length}`);
    else if (!label) bad("UNKNOWN_LABEL", `expected an emotion from 0 to 6, got "${emotion}"`);
    else if (!split) bad("UNKNOWN_SPLIT", `expected Training, PublicTest or PrivateTest, got "${usage}"`);
    else if (typeof pixels === "string") bad("UNREADABLE_IMAGE", pixels);
    else {
      const id = `${usage}-${String(line).padStart(5, "0")}`;
      images.push({ id, label, split, source: { kind: "grey", side, pixels }, file, line });
    }
  }
  if (!columns) throw new DatasetLayoutError(file, "a header emotion,pixels,Usage", "an empty file");
  problems.push(...checkCounts(file, images, expressionLabels, { train: trainCounts }));
  return { name: "fer2013", labels: expressionLabels, images, problems };
}

function columnsOf(file: string, header: readonly string[]): Record<"emotion" | "pixels" | "usage", number> {
  const names = header.map((name) => name.toLowerCase());
  const columns = { emotion: names.indexOf("emotion"), pixels: names.indexOf("pixels"), usage: names.indexOf("usage") };
  if (Object.values(columns).includes(-1)) {
    throw new DatasetLayoutError(file, "a header emotion,pixels,Usage", `"${header.join(",").slice(0, 80)}"`);
  }
  return columns;
}

/** The pixels, or what is wrong with them. */
function parsePixels(text: string): Uint8Array | string {
  const values = text.split(/\s+/);
  if (values.length !== side * side) return `expected ${side * side} pixels, got ${values.length}`;
  const pixels = new Uint8Array(side * side);
  for (let i = 0; i < pixels.length; i++) {
    const value = Number(values[i]);
    if (!(Number.isInteger(value) && value >= 0 && value <= 255))
      return `expected pixels from 0 to 255, got "${values[i]}"`;
    pixels[i] = value;
  }
  return pixels;
}
