import { mkdir, readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { z } from "zod";
import { historySchema } from "../../run/checkpoint.js";
import { writeAtomically } from "../../run/writeAtomically.js";
import { ExperimentInvalidError } from "../errors/experimentInvalidError.js";

/** float32, little-endian, as base64. */
const floats = z.base64().transform((text): Float32Array => {
  const bytes = Uint8Array.from(Buffer.from(text, "base64"));
  return new Float32Array(bytes.buffer, 0, Math.floor(bytes.length / 4));
});

const resultSchema = z.strictObject({
  format: z.literal("semblance-arm"),
  formatVersion: z.literal(1),
  /** As "resnet34/ours". */
  arm: z.string(),
  seed: z.int(),
  /** Strength of the augmentation, for arms that have one. */
  s: z.number().optional(),
  /** Exponent that was chosen on the validation split; "tau-normalise" only. */
  tau: z.number().optional(),
  steps: z.int(),
  fingerprint: z.string(),
  /** Row-major [n, classes] on each split. */
  logits: z.record(z.string(), floats),
  curve: historySchema,
});

/** A finished arm: what it answers on every split, from which all scores follow. Its file depends on nothing but the experiment and the device. */
export type ArmResult = z.infer<typeof resultSchema>;

/** What is known of how an arm was trained, kept apart because it is never the same twice. */
const timeSchema = z.object({ seconds: z.number(), device: z.string() });
export type ArmTime = z.infer<typeof timeSchema>;

/** Name of an arm's files, without ending. */
export function armKey(arm: string, seed: number, s: number | undefined): string {
  return `seed${seed}-${arm.replace("/", "-")}${s === undefined ? "" : `-s${s}`}`;
}

export async function writeArm(folder: string, result: ArmResult, time: ArmTime): Promise<void> {
  const path = pathOf(folder, armKey(result.arm, result.seed, result.s));
  await mkdir(dirname(path), { recursive: true });
  const logits = Object.fromEntries(
    Object.entries(result.logits).map(([split, values]) => [
      split,
      Buffer.from(littleEndian(values)).toString("base64"),
    ]),
  );
  // The times first: an arm is finished when its result is there.
  await writeAtomically(path.replace(/json$/, "time.json"), `${JSON.stringify(time)}\n`);
  await writeAtomically(path, `${JSON.stringify({ ...result, logits })}\n`);
}

/** An arm's result; undefined when it is not finished. @throws ExperimentInvalidError when its file is damaged. */
export async function readArm(folder: string, key: string): Promise<ArmResult | undefined> {
  const path = pathOf(folder, key);
  const text = await readIfThere(path);
  if (text === undefined) return undefined;
  try {
    return resultSchema.parse(JSON.parse(text));
  } catch (cause) {
    throw new ExperimentInvalidError(
      `Expected the result of an arm, but ${path} cannot be understood. Remove that file and continue the experiment: the arm is trained again.`,
      { cause },
    );
  }
}

export async function readTime(folder: string, key: string): Promise<ArmTime | undefined> {
  const text = await readIfThere(pathOf(folder, key).replace(/json$/, "time.json"));
  return text === undefined ? undefined : timeSchema.parse(JSON.parse(text));
}

function pathOf(folder: string, key: string): string {
  return join(folder, "arms", `${key}.json`);
}

function readIfThere(path: string): Promise<string | undefined> {
  return readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return undefined;
    throw error;
  });
}

function littleEndian(values: Float32Array): Uint8Array {
  const view = new DataView(new ArrayBuffer(values.length * 4));
  values.forEach((value, i) => {
    view.setFloat32(4 * i, value, true);
  });
  return new Uint8Array(view.buffer);
}
