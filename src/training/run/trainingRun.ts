import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { DeviceChoice } from "../../runtime/index.js";
import type { Engine, EngineName } from "../engine/engine.js";
import { loadEngine } from "../engine/loadEngine.js";
import { Checkpoints } from "./checkpoint.js";
import type { ProgressSink } from "./progress.js";
import { writeAtomically } from "./writeAtomically.js";

export interface RunOptions {
  readonly folder: string;
  readonly device: DeviceChoice;
  readonly threads?: number;
  /** What runs training steps; networks that are trained run on `device`. */
  readonly engine?: EngineName;
  readonly sink: ProgressSink;
  /** Becomes aborted when training should stop after the step in work. */
  readonly signal?: AbortSignal;
  /** Seconds between checkpoints. */
  readonly checkpointSeconds?: number;
}

/** What all stages of one training share: its folder and checkpoints, its device, and whom it tells how far it is. */
export interface TrainingRun {
  readonly folder: string;
  readonly checkpoints: Checkpoints;
  readonly session: { readonly device: DeviceChoice; readonly threads?: number };
  readonly engine: Engine;
  readonly sink: ProgressSink;
  readonly signal: AbortSignal;
  readonly checkpointSeconds: number;
  /** Puts a file (a sample grid) into the run folder. */
  keep(name: string, bytes: Uint8Array): Promise<void>;
}

/** Two minutes of work are the most that a crash costs. */
const CHECKPOINT_SECONDS = 120;

/** @throws EngineUnavailableError, CheckpointInvalidError */
export async function openRun(options: RunOptions): Promise<TrainingRun> {
  const { folder, device, threads, sink } = options;
  const session = { device, ...(threads !== undefined && { threads }) };
  const engine = await loadEngine(options.engine ?? "compiled", session);
  const checkpoints = await Checkpoints.open(folder);
  return {
    folder,
    checkpoints,
    session,
    engine,
    sink,
    signal: options.signal ?? new AbortController().signal,
    checkpointSeconds: options.checkpointSeconds ?? CHECKPOINT_SECONDS,
    async keep(name, bytes) {
      await mkdir(join(folder, "samples"), { recursive: true });
      await writeAtomically(join(folder, "samples", name), bytes);
    },
  };
}
