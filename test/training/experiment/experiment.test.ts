import { execFileSync, fork } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ExperimentInterruptedError } from "../../../src/training/experiment/errors/experimentInterruptedError.js";
import { GatesNotMetError } from "../../../src/training/experiment/errors/gatesNotMetError.js";
import {
  type ExperimentRecord,
  type ExperimentRun,
  experimentPresets,
  runExperiment,
  startExperiment,
  writeExperiment,
  writeReport,
} from "../../../src/training/experiment/index.js";
import { openRun, presets, type RunRecord, train } from "../../../src/training/index.js";

// Each training takes a second or two; the limit is for a machine that is busy with other things.
const LIMIT = 900_000;

let folder: string;
/** A bundle of the experiment's own images, so that only one of its runs trains a VAE-GAN. */
let bundle: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "experiment-"));
  const training = await openRun({
    folder: join(folder, "training"),
    device: "cpu",
    threads: 1,
    sink: { isTerminal: false, write: () => {} },
  });
  const record: RunRecord = {
    format: "semblance-run",
    formatVersion: 1,
    generation: "7f0e3d0a-6f0b-4c8e-9a55-0b1f3c1e2d4a",
    createdAt: "2026-01-01T00:00:00Z",
    command: "semblance train --preset tiny",
    seed: 1,
    data: "synthetic",
    size: experimentPresets.tiny.size,
    preset: "tiny",
    out: { root: join(folder, "models"), name: "tiny", version: "1" },
    settings: {
      ...presets.tiny,
      classifiers: [presets.tiny.classifiers[0]],
      bundle: { precision: "float32", sourcesPerClass: null },
    },
  };
  ({ dir: bundle } = await train(training, record, join(folder, "cache")));
}, LIMIT);
afterAll(() => rm(folder, { recursive: true }));

const record = (change: Partial<ExperimentRecord> = {}): ExperimentRecord => ({
  format: "semblance-experiment",
  formatVersion: 1,
  command: "semblance experiment table1 --preset tiny",
  data: "synthetic",
  preset: "tiny",
  seeds: [1],
  arms: [
    "resnet34/none",
    "resnet34/balanced",
    "resnet34/post-hoc-adjusted",
    "resnet34/ours",
    "resnet34/reconstruction",
  ],
  bundle,
  ignoreGates: true,
  settings: { ...experimentPresets.tiny, strengths: [0.5] },
  ...change,
});

const run = (name: string, signal = new AbortController().signal): ExperimentRun => {
  const sink = { isTerminal: false, write: () => {} };
  return {
    folder: join(folder, name),
    cacheDir: join(folder, "cache"),
    signal,
    say: sink.write,
    openRun: (work) => openRun({ folder: work, device: "cpu", threads: 1, signal, checkpointSeconds: 0, sink }),
  };
};

/** Hashes of everything that must come out the same; times are not among it. */
async function results(name: string): Promise<Record<string, string>> {
  const hashes: Record<string, string> = {};
  for (const part of ["arms", "generators"]) {
    for (const file of (await readdir(join(folder, name, part)).catch(() => [])).sort()) {
      if (file.endsWith(".time.json")) continue;
      const bytes = await readFile(join(folder, name, part, file));
      hashes[`${part}/${file}`] = createHash("sha256").update(bytes).digest("hex");
    }
  }
  return hashes;
}

describe("an experiment", { timeout: LIMIT }, () => {
  let unbroken: Record<string, string>;

  it("stops at gates that are not met, with what failed, after the arms that need no decoder", async () => {
    await startExperiment(join(folder, "unbroken"), record({ ignoreGates: false }));
    const stopped = await runExperiment(run("unbroken"), record({ ignoreGates: false })).catch((error) => error);
    expect(stopped).toBeInstanceOf(GatesNotMetError);
    expect(stopped.message).toMatch(/reconstruction L1 is [\d.]+, wanted < 0.12/);
    expect(stopped.message).toContain("--ignore-gates");
    const files = await readdir(join(folder, "unbroken", "arms"));
    expect(files.filter((file) => !file.includes("time")).sort()).toEqual([
      "seed1-resnet34-balanced.json",
      "seed1-resnet34-none.json",
      "seed1-resnet34-post-hoc-adjusted.json",
    ]);
  });

  it("reports what is finished, says what is not, and gives no verdict on it", async () => {
    const page = await readFile(await writeReport(join(folder, "unbroken")), "utf8");
    expect(page).toContain("Whether the paper's claim holds cannot be said");
    expect(page).toMatch(/Not run, or not for every seed: ResNet34, Ours; ResNet34, reconstruction only/);
    expect(page).toContain("one seed");
  });

  it("goes on past them when it is told to, and ends with every arm, the generator's figures and a report of its own", async () => {
    await writeExperiment(join(folder, "unbroken"), record());
    await runExperiment(run("unbroken"), record());
    unbroken = await results("unbroken");
    expect(Object.keys(unbroken)).toEqual([
      "arms/seed1-resnet34-balanced.json",
      "arms/seed1-resnet34-none.json",
      "arms/seed1-resnet34-ours-s0.5.json",
      "arms/seed1-resnet34-post-hoc-adjusted.json",
      "arms/seed1-resnet34-reconstruction.json",
      "generators/seed1-augmented.webp",
      "generators/seed1-measures.json",
      "generators/seed1-sources.webp",
      "generators/seed1.json",
    ]);
    const page = await readFile(await writeReport(join(folder, "unbroken")), "utf8");
    expect(page).toMatch(/The paper's claim did not hold on this data|cannot be said yet/);
    expect(page).toContain("70.2"); // the paper's ResNet34, None
    expect(page.match(/<img src="data:image\/webp;base64,/g)).toHaveLength(2);
    expect(page.match(/<svg/g)!.length).toBeGreaterThan(5);
    // Nothing is loaded from anywhere: every address is inside the page or a name space.
    for (const [, address] of page.matchAll(/(?:src|href)="([^"]*)"/g))
      expect(address).toMatch(/^(#|data:image\/webp)/);
    expect(page).not.toMatch(/<script|@import|url\(/);
  });

  it("killed without warning and resumed, gives the same bytes", async () => {
    execFileSync(process.execPath, ["node_modules/typescript/bin/tsc", "-p", "tsconfig.build.json"]);
    const child = fork(new URL("./experimentChild.mjs", import.meta.url), {
      env: {
        ...process.env,
        RUN: join(folder, "killed"),
        RECORD: JSON.stringify(record()),
        CACHE: join(folder, "cache"),
      },
    });
    await startExperiment(join(folder, "killed"), record());
    const killed = new Promise<NodeJS.Signals | null>((resolve) => child.once("exit", (_, signal) => resolve(signal)));
    // In the middle of the arm that took longest to come to.
    let isOurs = false;
    child.on("message", (line) => {
      isOurs ||= String(line).startsWith("arm seed1-resnet34-ours");
      if (isOurs && line === "arm: on cpu") child.kill("SIGKILL");
    });
    expect(await killed).toBe("SIGKILL");
    const before = await results("killed");
    expect(Object.keys(before)).not.toContain("arms/seed1-resnet34-reconstruction.json");
    await runExperiment(run("killed"), record());
    expect(await results("killed")).toEqual(unbroken);
  });

  it("stopped by Ctrl-C again and again, says how to go on and gives the same bytes", async () => {
    let interruptions = 0;
    for (let done = false; !done; ) {
      let asked = 0;
      const signal = {
        get aborted() {
          return ++asked > 9;
        },
      } as AbortSignal;
      done = await runExperiment(run("interrupted", signal), record()).then(
        () => true,
        (error) => {
          expect(error).toBeInstanceOf(ExperimentInterruptedError);
          interruptions++;
          return false;
        },
      );
    }
    expect(interruptions).toBeGreaterThan(3);
    expect(await results("interrupted")).toEqual(unbroken);
  });

  it("trains a VAE-GAN of its own where there is no bundle, and refuses a bundle of other images", async () => {
    const { bundle: _, ...own } = record({ arms: ["resnet34/reconstruction", "resnet34/post-hoc-adjusted"] });
    await runExperiment(run("own"), own);
    const made = await results("own");
    // Seed, settings and images are those of the bundle's training, so its images are too.
    const decoded = "arms/seed1-resnet34-reconstruction.json";
    expect(made[decoded]).toBe(unbroken[decoded]);
    // Trained here, for there is no plain arm whose answers could be adjusted: the same.
    const adjusted = "arms/seed1-resnet34-post-hoc-adjusted.json";
    expect(made[adjusted]).toBe(unbroken[adjusted]);

    const { settings } = own;
    const other = record({ settings: { ...settings, data: { ...settings.data, seed: 2 } } });
    await expect(runExperiment(run("other"), other)).rejects.toMatchObject({ code: "BUNDLE_MISMATCH" });
  });
});
