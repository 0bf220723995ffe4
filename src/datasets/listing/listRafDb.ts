import { existsSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import type { DataProblem } from "../dataProblem.js";
import { DatasetLayoutError } from "../errors/datasetLayoutError.js";
import { expressionLabels } from "../labels.js";
import { rafDbCounts } from "../rafDbCounts.js";
import { checkCounts } from "./checkCounts.js";
import type { ListedImage, Listing } from "./listing.js";
import { readLines } from "./readLines.js";

/**
 * RAF-DB's basic set: `EmoLabel/list_patition_label.txt` (its own spelling) with "name label" per line, labels 1 to 7, and
 * `Image/aligned/<name>_aligned.jpg`. The prefix of the name is the split. Source: the list itself; docs/method.md, section 6.1.
 *
 * @param path the folder `basic` or the one that holds it.
 */
export async function listRafDb(path: string): Promise<Listing> {
  const basic = existsSync(join(path, "basic")) ? join(path, "basic") : path;
  const list = join(basic, "EmoLabel", "list_patition_label.txt");
  const folder = join(basic, "Image", "aligned");
  const present = await aligned(folder);
  const images: ListedImage[] = [];
  const problems: DataProblem[] = [];
  const seen = new Map<string, number>();
  for await (const [line, text] of readLines(list, "RAF-DB's list of labels")) {
    const bad = (code: DataProblem["code"], message: string) =>
      problems.push({ severity: "error", code, file: list, line, message });
    const match = /^((train|test)_\d+)\.jpg (\S+)$/.exec(text.trimEnd());
    if (!match) {
      bad("MALFORMED_LINE", `expected "train_00001.jpg 5", got "${text.slice(0, 80)}"`);
      continue;
    }
    const [, id = "", split, digit = ""] = match;
    const label = /^[1-7]$/.test(digit) ? expressionLabels[Number(digit) - 1] : undefined;
    const file = `${id}_aligned.jpg`;
    if (label === undefined) bad("UNKNOWN_LABEL", `expected a label from 1 to 7, got "${digit}"`);
    else if (seen.has(id)) bad("DUPLICATE_LINE", `${id} is already on line ${seen.get(id)}`);
    else if (!present.has(file)) bad("MISSING_FILE", `there is no ${join(folder, file)}`);
    else {
      const source = { kind: "file", path: join(folder, file) } as const;
      images.push({ id, label, split: split === "train" ? "train" : "test", source, file: list, line });
    }
    if (!seen.has(id)) seen.set(id, line);
  }
  problems.push(...checkCounts(list, images, expressionLabels, { train: rafDbCounts.train, test: rafDbCounts.test }));
  return { name: "rafdb", labels: expressionLabels, images, problems };
}

async function aligned(folder: string): Promise<ReadonlySet<string>> {
  try {
    return new Set(await readdir(folder));
  } catch (error) {
    throw new DatasetLayoutError(folder, "RAF-DB's aligned images", (error as Error).message, { cause: error });
  }
}
