import { mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import type { Dataset } from "../../datasets/index.js";
import { writeAtomically } from "../run/writeAtomically.js";
import { ExperimentInvalidError } from "./errors/experimentInvalidError.js";

const bytes = z.base64().transform((text): Uint8Array => Uint8Array.from(Buffer.from(text, "base64")));

const factsSchema = z.strictObject({
  fingerprint: z.string(),
  name: z.string(),
  labels: z.array(z.string()),
  /** Training images per class. */
  counts: z.array(z.int()),
  /** The true class of every image of the splits that arms answer about. */
  truth: z.record(z.string(), bytes),
});

/** What a report needs to know of the data, so that it can be written without reading an image. */
export type DataFacts = z.infer<typeof factsSchema>;

const FILE = "data.json";

/**
 * Keeps what the data is. @throws ExperimentInvalidError when the folder was begun with other data: arms on different images cannot be compared.
 */
export async function keepDataFacts(folder: string, dataset: Dataset, counts: readonly number[]): Promise<DataFacts> {
  const splits = evaluated(dataset);
  const facts: DataFacts = {
    fingerprint: dataset.fingerprint,
    name: dataset.name,
    labels: [...dataset.labels],
    counts: [...counts],
    truth: Object.fromEntries(Object.entries(splits).map(([name, { classes }]) => [name, classes])),
  };
  const before = await readDataFacts(folder);
  if (before === undefined) {
    const truth = Object.fromEntries(
      Object.entries(facts.truth).map(([name, classes]) => [name, Buffer.from(classes).toString("base64")]),
    );
    await mkdir(folder, { recursive: true });
    await writeAtomically(join(folder, FILE), `${JSON.stringify({ ...facts, truth })}\n`);
  } else if (before.fingerprint !== facts.fingerprint) {
    throw new ExperimentInvalidError(
      `Expected the data that the experiment in ${folder} was begun with (fingerprint ${before.fingerprint}), got ${facts.fingerprint}. ` +
        "Restore the images, or start a new experiment with another --run.",
    );
  }
  return facts;
}

/** Undefined before the experiment has loaded its data. */
export async function readDataFacts(folder: string): Promise<DataFacts | undefined> {
  const path = join(folder, FILE);
  const text = await readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return undefined;
    throw error;
  });
  if (text === undefined) return undefined;
  try {
    return factsSchema.parse(JSON.parse(text));
  } catch (cause) {
    throw new ExperimentInvalidError(
      `Expected what is known of the data, but ${path} cannot be understood. Restore the file, or start a new experiment with another --run.`,
      { cause },
    );
  }
}

/** The splits that every arm answers about. Nothing but the validation split may decide anything. */
export function evaluated({ splits }: Dataset) {
  const { validation, test, balancedTest } = splits;
  return { validation, test, ...(balancedTest && { balancedTest }) };
}
