import { mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { RunFolderInUseError } from "../errors/runFolderInUseError.js";
import { writeAtomically } from "../run/writeAtomically.js";
import { ExperimentInvalidError } from "./errors/experimentInvalidError.js";
import { experimentSettingsSchema } from "./settings.js";

const recordSchema = z.strictObject({
  format: z.literal("semblance-experiment"),
  formatVersion: z.literal(1),
  command: z.string(),
  data: z.string(),
  preset: z.string(),
  seeds: z.array(z.int().min(0)).min(1),
  /** As "resnet34/ours", in the order in which they are trained. */
  arms: z.array(z.string()).min(1),
  /** A finished bundle whose networks are taken, in place of one VAE-GAN per seed. */
  bundle: z.string().optional(),
  /** True when arms were to be trained although the conditions for augmentation to help do not hold. */
  ignoreGates: z.boolean(),
  settings: experimentSettingsSchema,
});

/** What an experiment was asked to do, kept in its folder. */
export type ExperimentRecord = z.infer<typeof recordSchema>;

const FILE = "experiment.json";

/** @throws RunFolderInUseError when the folder holds an experiment already. */
export async function startExperiment(folder: string, record: ExperimentRecord): Promise<void> {
  await mkdir(folder, { recursive: true });
  const exists = await readFile(join(folder, FILE)).then(
    () => true,
    () => false,
  );
  if (exists) throw new RunFolderInUseError(folder);
  await writeExperiment(folder, record);
}

/** Replaces the record, when a run is continued with more arms, a bundle, or past its gates. */
export async function writeExperiment(folder: string, record: ExperimentRecord): Promise<void> {
  await writeAtomically(join(folder, FILE), `${JSON.stringify(recordSchema.parse(record), null, 2)}\n`);
}

/** @throws ExperimentInvalidError when there is no experiment in the folder or its record cannot be understood. */
export async function readExperiment(folder: string): Promise<ExperimentRecord> {
  try {
    return recordSchema.parse(JSON.parse(await readFile(join(folder, FILE), "utf8")));
  } catch (cause) {
    throw new ExperimentInvalidError(
      `Expected the folder of an experiment, but ${join(folder, FILE)} is missing or cannot be understood. ` +
        "Name the folder that was given as --run.",
      { cause },
    );
  }
}
