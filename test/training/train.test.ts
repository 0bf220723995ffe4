import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtemp, readdir, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { BundleExistsError, readBundle } from "../../src/bundle/index.js";
import { openSession } from "../../src/runtime/index.js";
import { Random } from "../../src/tensor/random.js";
import { TrainingInterruptedError } from "../../src/training/errors/trainingInterruptedError.js";
import { openRun, presets, type RunRecord, train } from "../../src/training/index.js";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "train-"));
});
afterAll(() => rm(folder, { recursive: true }));

const SIZE = 24;
const record = (version: string): RunRecord => ({
  format: "semblance-run",
  formatVersion: 1,
  generation: "7f0e3d0a-6f0b-4c8e-9a55-0b1f3c1e2d4a",
  createdAt: "2026-01-01T00:00:00Z",
  command: "semblance train --preset tiny",
  seed: 3,
  data: "synthetic",
  size: SIZE,
  preset: "tiny",
  out: { root: join(folder, "models"), name: "tiny", version },
  settings: presets.tiny,
});

const run = (name: string, signal = new AbortController().signal, onLine: (line: string) => void = () => {}) =>
  openRun({
    folder: join(folder, name),
    device: "cpu",
    threads: 1,
    signal,
    checkpointSeconds: 0,
    sink: { isTerminal: false, write: onLine },
  });

const NETWORKS = [
  "encoder.onnx",
  "decoder.onnx",
  "classifier-resnet18.onnx",
  "classifier-dan.onnx",
  "statistics.safetensors",
  "report/augmented.png",
  "report/reconstructions.png",
  "report/loss-vae-gan.svg",
];

async function fingerprints(dir: string): Promise<Record<string, string>> {
  const entries = NETWORKS.map(async (file) => {
    const bytes = await readFile(join(dir, file));
    return [file, createHash("sha256").update(bytes).digest("hex")] as const;
  });
  return Object.fromEntries(await Promise.all(entries));
}

/** SEMBLANCE_KILLS=20 kills a training that often; a few tell most of it. */
const KILLS = Number(process.env.SEMBLANCE_KILLS ?? 3);
/** Of all stages together: so many checkpoints are written. */
const STEPS = [presets.tiny.teacher, presets.tiny.vaeGan, ...presets.tiny.classifiers].reduce(
  (sum, { steps }) => sum + steps,
  0,
);

interface Ended {
  readonly code: number | null;
  readonly err: string;
}

/** Starts or resumes a training in a process of its own; `limit` is a command of the shell before it. */
function start(name: string, limit = ":"): { process: ChildProcess; ended: Promise<Ended> } {
  const child = fileURLToPath(new URL("./trainChild.mjs", import.meta.url));
  const env = {
    ...process.env,
    RUN: join(folder, name),
    RECORD: JSON.stringify(record("3")),
    CACHE: join(folder, "cache"),
  };
  const started = spawn("bash", ["-c", `${limit}; exec "$0" "$1"`, process.execPath, child], { env });
  let err = "";
  started.stderr.on("data", (chunk) => {
    err += chunk;
  });
  return { process: started, ended: new Promise((resolve) => started.once("close", (code) => resolve({ code, err }))) };
}

async function checkpointIn(name: string): Promise<string> {
  return readFile(join(folder, name, "checkpoint.json"), "utf8").catch(() => "");
}

async function finishedIn(name: string): Promise<string[]> {
  return Object.keys((JSON.parse(await checkpointIn(name)) as { finished: object }).finished);
}

/** Waits for so many new checkpoints, or for the end. */
async function changesIn(name: string, count: number, ended: Promise<Ended>): Promise<void> {
  let over = false;
  void ended.then(() => {
    over = true;
  });
  let last = await checkpointIn(name);
  for (let seen = 0; seen < count && !over; ) {
    await setTimeout(3);
    const now = await checkpointIn(name);
    if (now !== last) seen++;
    last = now;
  }
}

// Three trainings of some seconds each; the limit is for a machine that is busy with other things.
describe("train", { timeout: 900_000 }, () => {
  let unbroken: string;

  it("goes from faces to a bundle that reads back and serves", async () => {
    const lines: string[] = [];
    ({ dir: unbroken } = await train(
      await run("unbroken", undefined, (line) => lines.push(line)),
      record("1"),
      join(folder, "cache"),
    ));
    const { manifest, files, statistics } = await readBundle(unbroken);
    expect(manifest).toMatchObject({ imageSize: SIZE, latentSize: 16, name: "tiny", version: "1" });
    expect(manifest.classCounts.reduce((sum, count) => sum + count)).toBe(presets.tiny.data.count);
    expect(manifest.tailClasses).toContain("fear");
    expect(statistics.size).toBe(7);
    expect(Object.keys(manifest.files)).toContain("report/reconstructions.png");
    expect(Object.keys(manifest.metrics.classifiers.resnet18!).sort()).toEqual(["balancedTest", "test", "validation"]);
    expect(lines.filter((line) => line.startsWith("gate")).length).toBeGreaterThan(6);
    // The tiny preset stores half precision and few sources.
    expect(Object.keys(manifest.metrics.precision!).sort()).toEqual(["dan", "decoder", "encoder", "resnet18"]);
    for (const { count } of statistics.values()) expect(count).toBeLessThanOrEqual(8);
    expect(Object.keys(manifest.metrics.sources!)).toEqual([...statistics.keys()]);

    const decoder = await openSession(files.get("decoder.onnx")!, { device: "cpu", threads: 1 });
    const latents = new Float32Array(3 * 16).fill(0.5);
    const { images } = await decoder.run({ latents: { dtype: "float32", shape: [3, 16], data: latents } });
    expect(images).toMatchObject({ dtype: "uint8", shape: [3, SIZE, SIZE, 3] });
    await decoder.close();
  });

  it("interrupted in each stage and resumed, gives the same networks to the bit", async () => {
    let interruptions = 0;
    let dir: string | undefined;
    while (dir === undefined) {
      // Each attempt gets some steps further: every stage is interrupted, the VAE-GAN without and with its discriminator.
      let asked = 0;
      const signal = {
        get aborted() {
          return ++asked > 6;
        },
      } as AbortSignal;
      try {
        ({ dir } = await train({ ...(await run("interrupted")), signal }, record("2"), join(folder, "cache")));
      } catch (error) {
        expect(error).toBeInstanceOf(TrainingInterruptedError);
        interruptions++;
      }
    }
    expect(interruptions).toBeGreaterThan(3);
    expect(await fingerprints(dir)).toEqual(await fingerprints(unbroken));
  });

  it("refused the room for a checkpoint, says so and keeps the one before; killed at random moments, ends with the same bits", async () => {
    execFileSync(process.execPath, ["node_modules/typescript/bin/tsc", "-p", "tsconfig.build.json"]);
    // Files may be as large as the teacher's checkpoint and not as the VAE-GAN's: the system answers EFBIG.
    const { size } = await stat(join(folder, "unbroken", "teacher-final.safetensors"));
    const refused = start("killed", `ulimit -f ${Math.ceil(size / 1024) + 8}`);
    expect(await refused.ended).toMatchObject({
      code: 1,
      err: expect.stringContaining("DISK_FULL: Expected room for"),
    });
    expect(await finishedIn("killed")).toEqual(["teacher"]);
    expect((await readdir(join(folder, "killed"))).filter((file) => file.endsWith(".tmp"))).toEqual([]);

    const random = new Random(20, "kills");
    for (let kill = 0; kill < KILLS; kill++) {
      const child = start("killed");
      // At the start, while the data set and the programs are made, or some checkpoints later, at any instant of a step or of a write.
      if (random.chance(0.25)) await Promise.race([child.ended, setTimeout(random.integer(1500))]);
      else await changesIn("killed", 1 + random.integer(Math.ceil((2 * STEPS) / KILLS)), child.ended);
      await setTimeout(random.integer(20));
      child.process.kill("SIGKILL");
      if ((await child.ended).code === 0) break;
    }
    const { dir } = await train(await run("killed"), record("3"), join(folder, "cache")).catch((error: unknown) => {
      // The last child was quicker than its killer.
      if (error instanceof BundleExistsError) return { dir: join(folder, "models", "tiny", "3") };
      throw error;
    });
    expect(await fingerprints(dir)).toEqual(await fingerprints(unbroken));
  });
});
