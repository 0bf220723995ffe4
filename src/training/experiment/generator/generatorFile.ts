import { mkdir, readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { z } from "zod";
import { historySchema } from "../../run/checkpoint.js";
import { writeAtomically } from "../../run/writeAtomically.js";
import { ExperimentInvalidError } from "../errors/experimentInvalidError.js";

const gateSchema = z.object({ name: z.string(), value: z.number(), wanted: z.string(), passed: z.boolean() });

/** What is known of a seed's generator before any arm uses it. */
const generatorSchema = z.strictObject({
  source: z.string(),
  gates: z.array(gateSchema),
  latents: z.int(),
  activeShare: z.number(),
  /** By label: eigenvalues of the class covariance, largest first, and how concentrated they are. */
  spectra: z.record(
    z.string(),
    z.strictObject({
      eigenvalues: z.array(z.number()),
      effectiveRank: z.number(),
      topShare: z.number(),
      encodings: z.int(),
    }),
  ),
  curve: historySchema,
});
export type GeneratorFacts = z.infer<typeof generatorSchema>;

const measuredSchema = z.strictObject({
  name: z.string(),
  images: z.int(),
  fcd: z.number(),
  kid: z.number(),
  kidDeviation: z.number(),
  /** By label; null where a class has too few images. */
  kidPerClass: z.record(z.string(), z.number().nullable()),
  precision: z.number(),
  recall: z.number(),
  /** By label: share that the critic gives the label. */
  agreement: z.record(z.string(), z.number()),
});
export type Measured = z.infer<typeof measuredSchema>;

/** How near a seed's generated images are to real ones that nothing was trained on. */
const measuresSchema = z.strictObject({
  s: z.number(),
  reference: z.string(),
  /** The critic's mean class accuracy on the reference. */
  criticAccuracy: z.number(),
  sets: z.array(measuredSchema),
});
export type GeneratorMeasures = z.infer<typeof measuresSchema>;

const place = (folder: string, seed: number, what: string): string => join(folder, "generators", `seed${seed}${what}`);

export const writeFacts = (folder: string, seed: number, facts: GeneratorFacts): Promise<void> =>
  write(place(folder, seed, ".json"), `${JSON.stringify(facts)}\n`);
export const writeMeasures = (folder: string, seed: number, measures: GeneratorMeasures): Promise<void> =>
  write(place(folder, seed, "-measures.json"), `${JSON.stringify(measures)}\n`);
export const writeFaces = (folder: string, seed: number, name: string, webp: Uint8Array): Promise<void> =>
  write(place(folder, seed, `-${name}.webp`), webp);

/** Undefined where the experiment has not come so far. @throws ExperimentInvalidError when a file is damaged. */
export const readFacts = (folder: string, seed: number): Promise<GeneratorFacts | undefined> =>
  read(place(folder, seed, ".json"), generatorSchema);
export const readMeasures = (folder: string, seed: number): Promise<GeneratorMeasures | undefined> =>
  read(place(folder, seed, "-measures.json"), measuresSchema);
export const readFaces = (folder: string, seed: number, name: string): Promise<Uint8Array | undefined> =>
  readIfThere(place(folder, seed, `-${name}.webp`));

async function write(path: string, bytes: string | Uint8Array): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeAtomically(path, bytes);
}

async function read<T>(path: string, schema: z.ZodType<T>): Promise<T | undefined> {
  const bytes = await readIfThere(path);
  if (bytes === undefined) return undefined;
  try {
    return schema.parse(JSON.parse(Buffer.from(bytes).toString("utf8")));
  } catch (cause) {
    throw new ExperimentInvalidError(
      `Expected what is known of a generator, but ${path} cannot be understood. Remove that file and continue the experiment.`,
      { cause },
    );
  }
}

function readIfThere(path: string): Promise<Uint8Array | undefined> {
  return readFile(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return undefined;
    throw error;
  });
}
