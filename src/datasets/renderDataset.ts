import { randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { contactSheet, encodeImage } from "../images/index.js";
import { DatasetLayoutError } from "./errors/datasetLayoutError.js";
import { expressionLabels } from "./labels.js";
import { mapBounded } from "./mapBounded.js";
import { type RenderOptions, renderSynthetic } from "./synthetic/renderSynthetic.js";
import { writeFlushed } from "./writeFlushed.js";

export interface RenderDatasetOptions extends RenderOptions {
  /** Folder to make; it must not exist. */
  readonly out: string;
}

const sheetColumns = 12;

/**
 * Writes the synthetic set as PNG files `split/label/id.png`, which `folder:PATH` reads back to the same pixels, with
 * `manifest.jsonl` (one record per face: person, action units, circumstances) and `sheet.png` (a row per expression).
 *
 * @returns the number of images. @throws DatasetLayoutError when `out` exists.
 */
export async function renderDataset(options: RenderDatasetOptions): Promise<number> {
  const { out, size } = options;
  if (existsSync(out)) throw new DatasetLayoutError(out, "a folder that does not exist yet", "one that does");
  const { images, records } = await renderSynthetic(options);
  const bytes = size * size * 3;
  const pixels = (i: number) => images.subarray(i * bytes, (i + 1) * bytes);
  const temporary = `${out}.${randomUUID()}`;
  try {
    for (const folder of new Set(records.map((record) => join(temporary, record.split, record.label)))) {
      await mkdir(folder, { recursive: true });
    }
    await mapBounded(records, async ({ split, label, id }, i) => {
      await writeFlushed(join(temporary, split, label, `${id}.png`), await encodeImage(pixels(i), size, size, "png"));
    });
    const manifest = records.map((record) => `${JSON.stringify(record)}\n`).join("");
    await writeFlushed(join(temporary, "manifest.jsonl"), manifest);
    const rows = expressionLabels.map((label) =>
      records.flatMap((record, i) => (record.label === label ? [i] : [])).slice(0, sheetColumns),
    );
    const columns = Math.min(...rows.map((row) => row.length));
    const faces = Buffer.concat(rows.flatMap((row) => row.slice(0, columns).map(pixels)));
    const sheet = await contactSheet(faces, { size, columns, labels: expressionLabels });
    await writeFlushed(join(temporary, "sheet.png"), sheet);
    await rename(temporary, out);
  } catch (error) {
    await rm(temporary, { recursive: true, force: true });
    throw error;
  }
  return records.length;
}
