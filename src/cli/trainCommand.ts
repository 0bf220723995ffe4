import { randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { basename, dirname, resolve } from "node:path";
import { Command, InvalidArgumentError, Option } from "commander";
import { BundleExistsError, manifestSchema } from "../bundle/index.js";
import { SemblanceError } from "../errors/semblanceError.js";
import { DEVICE_CHOICES, type DeviceChoice } from "../runtime/index.js";
import {
  ENGINES,
  type EngineName,
  findPreset,
  loadEngine,
  openRun,
  presets,
  type RunRecord,
  readRecord,
  startRecord,
  TrainingInterruptedError,
  train,
} from "../training/index.js";
import { freeBundleFolder } from "./freeBundleFolder.js";

interface TrainFlags {
  readonly data: string;
  readonly size: number;
  readonly preset: string;
  readonly out?: string;
  readonly run?: string;
  readonly seed: number;
  readonly device: DeviceChoice;
  readonly engine: EngineName;
  readonly threads?: number;
  readonly cache: string;
  readonly resume?: string;
}

/** `semblance train`: trains a bundle, or goes on with a training that stopped. */
export function trainCommand(): Command {
  const command = new Command("train")
    .description("train a model bundle on a long-tailed image set, or go on with a training that stopped")
    .option("--data <name or folder>", "data set", "synthetic")
    .option("--size <pixels>", "side of the images: 24, 32, 48, 64, 96, 112, 128", integer, 48)
    .addOption(new Option("--preset <name>", "how large and how long").choices(Object.keys(presets)).default("quick"))
    .option(
      "--out <folder>",
      "where the bundle goes, <folder>/<name>/<version> (default: models/<data>-<preset>/<next version>)",
    )
    .option("--run <folder>", "where checkpoints and sample grids go (default: runs/<name>-<version>)")
    .option("--seed <integer>", "decides everything random", integer, 1)
    .addOption(new Option("--device <device>", "what computes").choices([...DEVICE_CHOICES]).default("auto"))
    .addOption(
      new Option("--engine <engine>", "what runs training steps; tfjs-node and tfjs-node-gpu must be installed by you")
        .choices([...ENGINES])
        .default("compiled"),
    )
    .option("--threads <n>", "threads on the processor (default: every core)", integer)
    .option("--cache <folder>", "where drawn data sets are kept", ".cache/datasets")
    .option(
      "--resume <run folder>",
      "go on with the training in this folder; other options but the device's and the engine's are ignored",
    );
  return command.action(async (flags: TrainFlags) => {
    const stop = new AbortController();
    const onSignal = (): void => {
      process.stderr.write("\nfinishing the step and writing a checkpoint; once more to stop at once\n");
      stop.abort();
    };
    process.once("SIGINT", onSignal);
    try {
      // An engine that is not there is found out before a run folder is made.
      await loadEngine(flags.engine, { device: flags.device });
      const { folder, record } = flags.resume ? await resumed(flags.resume) : await started(command, flags);
      const run = await openRun({
        folder,
        device: flags.device,
        engine: flags.engine,
        ...(flags.threads !== undefined && { threads: flags.threads }),
        signal: stop.signal,
        sink: { isTerminal: process.stdout.isTTY === true, write: (line) => process.stdout.write(`${line}\n`) },
      });
      const { dir } = await train(run, record, flags.cache);
      process.stdout.write(`bundle written to ${dir}\n`);
    } catch (error) {
      if (!(error instanceof SemblanceError)) throw error;
      process.stderr.write(`${error.code}: ${error.message}\n`);
      process.exitCode = error instanceof TrainingInterruptedError ? 130 : 1;
    } finally {
      process.removeListener("SIGINT", onSignal);
    }
  });
}

async function resumed(folder: string): Promise<{ folder: string; record: RunRecord }> {
  return { folder, record: await readRecord(folder) };
}

async function started(command: Command, flags: TrainFlags): Promise<{ folder: string; record: RunRecord }> {
  const wanted = flags.out ?? freeBundleFolder(flags.data, flags.preset);
  const path = resolve(wanted);
  const out = { root: dirname(dirname(path)), name: basename(dirname(path)), version: basename(path) };
  const schema = manifestSchema.pick({ name: true, version: true });
  if (!schema.safeParse({ name: out.name, version: out.version }).success) {
    return command.error(`error: --out ${wanted}: name and version take lower-case letters, digits, '.', '_' and '-'`);
  }
  // Found out now and not after an hour of training.
  if (existsSync(path)) throw new BundleExistsError(path);
  const folder = flags.run ?? `runs/${out.name}-${out.version}`;
  const record: RunRecord = {
    format: "semblance-run",
    formatVersion: 1,
    generation: randomUUID(),
    createdAt: new Date().toISOString(),
    command: commandLine(flags),
    seed: flags.seed,
    data: flags.data,
    size: flags.size,
    preset: flags.preset,
    out,
    settings: findPreset(flags.preset),
  };
  await mkdir(folder, { recursive: true });
  await startRecord(folder, record);
  return { folder, record };
}

/** What somebody else would type to train the same bundle: without folders and without the device. */
function commandLine({ data, size, preset, seed }: TrainFlags): string {
  return `semblance train --data ${data} --size ${size} --preset ${preset} --seed ${seed}`;
}

function integer(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 0) throw new InvalidArgumentError("Expected an integer from 0 up.");
  return value;
}
