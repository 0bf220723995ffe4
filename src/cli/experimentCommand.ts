import { Command, InvalidArgumentError, Option } from "commander";
import { SemblanceError } from "../errors/semblanceError.js";
import { DEVICE_CHOICES, type DeviceChoice } from "../runtime/index.js";
import {
  ExperimentInterruptedError,
  type ExperimentRecord,
  type ExperimentRun,
  experimentPresets,
  findExperimentPreset,
  parseArms,
  readExperiment,
  runExperiment,
  startExperiment,
  writeExperiment,
  writeReport,
} from "../training/experiment/index.js";
import { openRun } from "../training/index.js";

interface TableFlags {
  readonly data: string;
  readonly preset: string;
  readonly seeds: number;
  readonly arms?: string;
  readonly bundle?: string;
  readonly run?: string;
  readonly resume?: string;
  readonly ignoreGates: boolean;
  readonly device: DeviceChoice;
  readonly threads?: number;
  readonly cache: string;
}

/** `semblance experiment table1` and `semblance experiment report <run folder>`. */
export function experimentCommand(): Command {
  const command = new Command("experiment").description("repeat the paper's comparison, with controls, and report it");
  return command.addCommand(tableCommand()).addCommand(reportCommand());
}

function tableCommand(): Command {
  const command = new Command("table1")
    .description(
      "train ResNet34 and DAN plainly, balanced, with the method and with its controls, and write report.html",
    )
    .option("--data <name>", "synthetic, rafdb:PATH, or another set that training reads", "synthetic")
    .addOption(
      new Option("--preset <name>", "how large and how long").choices(Object.keys(experimentPresets)).default("small"),
    )
    .option("--seeds <n>", "how many seeds, from 1 up", positive, 1)
    .option("--arms <ids>", 'which arms, as "none,ours,dan/ours", or "default" or "all" (default: "default")')
    .option("--bundle <folder>", "take a finished bundle's networks in place of one VAE-GAN per seed")
    .option("--run <folder>", "where results go (default: runs/table1-<data>-<preset>)")
    .option(
      "--resume <folder>",
      "go on with the experiment in this folder; --arms adds arms, --bundle and --ignore-gates may be given late",
    )
    .option("--ignore-gates", "train augmented arms even where the conditions for them to help do not hold", false)
    .addOption(new Option("--device <device>", "what computes").choices([...DEVICE_CHOICES]).default("auto"))
    .option("--threads <n>", "threads on the processor (default: every core)", positive)
    .option("--cache <folder>", "where drawn data sets are kept", ".cache/datasets");
  return command.action(async (flags: TableFlags) => {
    const stop = new AbortController();
    const onSignal = (): void => {
      process.stderr.write("\nfinishing the step and writing a checkpoint; once more to stop at once\n");
      stop.abort();
    };
    process.once("SIGINT", onSignal);
    try {
      const { folder, record } = flags.resume ? await resumed(flags.resume, flags) : await started(flags);
      await runExperiment(experimentRun(folder, flags, stop.signal), record);
      process.stdout.write(`report written to ${await writeReport(folder)}\n`);
    } catch (error) {
      if (!(error instanceof SemblanceError)) throw error;
      process.stderr.write(`${error.code}: ${error.message}\n`);
      process.exitCode = error instanceof ExperimentInterruptedError ? 130 : 1;
    } finally {
      process.removeListener("SIGINT", onSignal);
    }
  });
}

function reportCommand(): Command {
  const command = new Command("report")
    .description("write the report of an experiment from the arms that are finished")
    .argument("<run folder>", "what was given as --run")
    .option("--out <file>", "where the page goes (default: report.html in the run folder)");
  return command.action(async (folder: string, { out }: { readonly out?: string }) => {
    try {
      command.configureOutput().writeOut?.(`report written to ${await writeReport(folder, out)}\n`);
    } catch (error) {
      if (!(error instanceof SemblanceError)) throw error;
      command.error(`${error.code}: ${error.message}`, { exitCode: 1, code: error.code });
    }
  });
}

async function resumed(folder: string, flags: TableFlags): Promise<{ folder: string; record: ExperimentRecord }> {
  const before = await readExperiment(folder);
  const arms = flags.arms === undefined ? [] : parseArms(flags.arms);
  const record: ExperimentRecord = {
    ...before,
    arms: [...new Set([...before.arms, ...arms])],
    ...(flags.bundle !== undefined && { bundle: flags.bundle }),
    ignoreGates: before.ignoreGates || flags.ignoreGates,
  };
  const changed = { ...record, command: commandLine(record) };
  await writeExperiment(folder, changed);
  return { folder, record: changed };
}

async function started(flags: TableFlags): Promise<{ folder: string; record: ExperimentRecord }> {
  const { data, preset } = flags;
  const folder = flags.run ?? `runs/table1-${data.split(":")[0]}-${preset}`;
  const given = {
    format: "semblance-experiment",
    formatVersion: 1,
    data,
    preset,
    seeds: Array.from({ length: flags.seeds }, (_, i) => i + 1),
    arms: parseArms(flags.arms ?? "default"),
    ...(flags.bundle !== undefined && { bundle: flags.bundle }),
    ignoreGates: flags.ignoreGates,
    settings: findExperimentPreset(preset),
  } as const;
  const record: ExperimentRecord = { ...given, command: commandLine(given) };
  await startExperiment(folder, record);
  return { folder, record };
}

/** What somebody else would type for the same experiment: without folders of this machine and without the device. */
function commandLine(record: Omit<ExperimentRecord, "command">): string {
  const { data, preset, seeds, arms, bundle, ignoreGates } = record;
  const kind = data.includes(":") ? `${data.split(":")[0]}:PATH` : data;
  const isDefault = arms.join() === parseArms("default").join();
  return [
    `semblance experiment table1 --data ${kind} --preset ${preset} --seeds ${seeds.length}`,
    ...(isDefault ? [] : [`--arms ${arms.join(",")}`]),
    ...(bundle === undefined ? [] : [`--bundle ${bundle.split(/[\\/]/).slice(-3).join("/")}`]),
    ...(ignoreGates ? ["--ignore-gates"] : []),
  ].join(" ");
}

function experimentRun(folder: string, flags: TableFlags, signal: AbortSignal): ExperimentRun {
  const sink = {
    isTerminal: process.stdout.isTTY === true,
    write: (line: string) => process.stdout.write(`${line}\n`),
  };
  const { device, threads } = flags;
  return {
    folder,
    cacheDir: flags.cache,
    signal,
    say: sink.write,
    openRun: (work) => openRun({ folder: work, device, signal, sink, ...(threads !== undefined && { threads }) }),
  };
}

function positive(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 1) throw new InvalidArgumentError("Expected a whole number, 1 or more.");
  return value;
}
