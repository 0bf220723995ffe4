import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { readSafetensors, writeSafetensors } from "../../bundle/index.js";
import type { HostTensor } from "../../tensor/hostTensor.js";
import { CheckpointInvalidError } from "../errors/checkpointInvalidError.js";
import { writeAtomically } from "./writeAtomically.js";

/** Values of loss terms over a stage: every entry is the mean over the steps since the entry before. */
export const historySchema = z.array(z.object({ step: z.int(), terms: z.record(z.string(), z.number()) }));
export type History = z.infer<typeof historySchema>;

const savedSchema = z.object({ file: z.string().regex(/^[\w.-]+$/), sha256: z.string() });
const positionSchema = z.object({
  format: z.literal("semblance-checkpoint"),
  formatVersion: z.literal(1),
  /** Stages that are done, with their final variables. */
  finished: z.record(z.string(), z.object({ state: savedSchema, history: historySchema, seconds: z.number() })),
  /** The stage in work: all of its variables after `step` steps. */
  current: z
    .object({
      stage: z.string(),
      step: z.int(),
      state: savedSchema,
      history: historySchema,
      /** Sums of the terms since the last entry of the history. */
      sums: z.record(z.string(), z.number()),
      seconds: z.number(),
    })
    .optional(),
});
export type Position = z.infer<typeof positionSchema>;
type Saved = z.infer<typeof savedSchema>;

const POSITION = "checkpoint.json";

/**
 * The checkpoints of a run folder: `checkpoint.json` says where training is and names the safetensors files that hold the variables. The
 * variables are written first, under a new name, and the position last, so a crash between the two leaves the checkpoint before.
 */
export class Checkpoints {
  readonly folder: string;
  #position: Position;

  private constructor(folder: string, position: Position) {
    this.folder = folder;
    this.#position = position;
  }

  /** @throws CheckpointInvalidError when the folder's position cannot be read. */
  static async open(folder: string): Promise<Checkpoints> {
    await mkdir(folder, { recursive: true });
    const path = join(folder, POSITION);
    const text = await readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {
      if (error.code === "ENOENT") return undefined;
      throw error;
    });
    if (text === undefined) {
      return new Checkpoints(folder, { format: "semblance-checkpoint", formatVersion: 1, finished: {} });
    }
    try {
      return new Checkpoints(folder, positionSchema.parse(JSON.parse(text)));
    } catch (cause) {
      throw new CheckpointInvalidError(path, "cannot be understood", { cause });
    }
  }

  get position(): Position {
    return this.#position;
  }

  /** The stage's variables after `step` steps. */
  async save(
    stage: string,
    step: number,
    values: ReadonlyMap<string, HostTensor>,
    progress: { history: History; sums: Record<string, number>; seconds: number },
  ): Promise<void> {
    const state = await this.#write(`${stage}-${step}`, values);
    await this.#commit({ ...this.#position, current: { stage, step, state, ...progress } });
  }

  /** Ends a stage: its variables are kept for those that follow. */
  async finish(
    stage: string,
    values: ReadonlyMap<string, HostTensor>,
    progress: { history: History; seconds: number },
  ): Promise<void> {
    const state = await this.#write(`${stage}-final`, values);
    const { current: _done, ...rest } = this.#position;
    await this.#commit({ ...rest, finished: { ...rest.finished, [stage]: { state, ...progress } } });
  }

  /** @throws CheckpointInvalidError when a file is missing or has other bytes than were written. */
  async read(saved: Saved): Promise<Map<string, HostTensor>> {
    const path = join(this.folder, saved.file);
    const bytes = await readFile(path).catch((cause: unknown) => {
      throw new CheckpointInvalidError(path, "cannot be read", { cause });
    });
    if (sha256(bytes) !== saved.sha256) throw new CheckpointInvalidError(path, "has changed since it was written");
    const values = new Map<string, HostTensor>();
    for (const [name, { shape, data }] of readSafetensors(bytes)) values.set(name, { dtype: "float32", shape, data });
    return values;
  }

  async #write(name: string, values: ReadonlyMap<string, HostTensor>): Promise<Saved> {
    const tensors = [...values].map(
      ([key, { shape, data }]) => [key, { shape, data: Float32Array.from(data) }] as const,
    );
    const bytes = writeSafetensors(new Map(tensors));
    const saved = { file: `${name.replaceAll("/", "-")}.safetensors`, sha256: sha256(bytes) };
    await writeAtomically(join(this.folder, saved.file), bytes);
    return saved;
  }

  /** Makes a position valid, then removes what it no longer names. */
  async #commit(position: Position): Promise<void> {
    await writeAtomically(join(this.folder, POSITION), `${JSON.stringify(position)}\n`);
    this.#position = position;
    const kept = new Set([...Object.values(position.finished), position.current].map((entry) => entry?.state.file));
    for (const file of await readdir(this.folder)) {
      if (/\.safetensors(\.[\w-]+\.tmp)?$/.test(file) && !kept.has(file))
        await rm(join(this.folder, file), { force: true });
    }
  }
}

function sha256(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}
