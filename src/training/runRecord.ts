import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { CheckpointInvalidError } from "./errors/checkpointInvalidError.js";
import { RunFolderInUseError } from "./errors/runFolderInUseError.js";
import { writeAtomically } from "./run/writeAtomically.js";
import { settingsSchema } from "./settings.js";

const recordSchema = z.strictObject({
  format: z.literal("semblance-run"),
  formatVersion: z.literal(1),
  /** Names one training; every file it writes belongs together. */
  generation: z.guid(),
  createdAt: z.iso.datetime(),
  command: z.string(),
  seed: z.int().min(0),
  /** The data set's name or folder, and the side of its images. */
  data: z.string(),
  size: z.int().positive(),
  preset: z.string(),
  out: z.strictObject({ root: z.string(), name: z.string(), version: z.string() }),
  settings: settingsSchema,
});

/** What a training was asked to do, kept in its run folder so that it can be resumed without repeating it. */
export type RunRecord = z.infer<typeof recordSchema>;

const FILE = "run.json";

/** @throws RunFolderInUseError when the folder holds a training already. */
export async function startRecord(folder: string, record: RunRecord): Promise<void> {
  const path = join(folder, FILE);
  const exists = await readFile(path).then(
    () => true,
    () => false,
  );
  if (exists) throw new RunFolderInUseError(folder);
  await writeAtomically(path, `${JSON.stringify(record, null, 2)}\n`);
}

/** @throws CheckpointInvalidError when there is no training in the folder or its record cannot be understood. */
export async function readRecord(folder: string): Promise<RunRecord> {
  const path = join(folder, FILE);
  try {
    return recordSchema.parse(JSON.parse(await readFile(path, "utf8")));
  } catch (cause) {
    throw new CheckpointInvalidError(path, "is missing or cannot be understood", { cause });
  }
}
