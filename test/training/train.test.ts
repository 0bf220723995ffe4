import { execFileSync, fork } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readBundle } from "../../src/bundle/index.js";
import { openSession } from "../../src/runtime/index.js";
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
];

async function fingerprints(dir: string): Promise<Record<string, string>> {
  const entries = NETWORKS.map(async (file) => {
    const bytes = await readFile(join(dir, file));
    return [file, createHash("sha256").update(bytes).digest("hex")] as const;
  });
  return Object.fromEntries(await Promise.all(entries));
}

/** Where the training in a run folder is, as far as its checkpoints tell. */
async function positionIn(name: string): Promise<string> {
  const text = await readFile(join(folder, name, "checkpoint.json"), "utf8").catch(() => "{}");
  const { current } = JSON.parse(text) as { current?: { stage: string; step: number } };
  return current?.stage === "vae-gan" && current.step > 4 ? "vae-gan, late" : "before";
}

// Three trainings of some seconds each; the limit is for a machine that is busy with other things.
describe("train", { timeout: 300_000 }, () => {
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

  it("killed without warning and resumed, gives the same networks to the bit", async () => {
    execFileSync(process.execPath, ["node_modules/typescript/bin/tsc", "-p", "tsconfig.build.json"]);
    const child = fork(new URL("./trainChild.mjs", import.meta.url), {
      env: {
        ...process.env,
        RUN: join(folder, "killed"),
        RECORD: JSON.stringify(record("3")),
        CACHE: join(folder, "cache"),
      },
    });
    const killed = new Promise<NodeJS.Signals | null>((resolve) => child.once("exit", (_, signal) => resolve(signal)));
    while (child.exitCode === null && (await positionIn("killed")) !== "vae-gan, late") await setTimeout(2);
    child.kill("SIGKILL");
    expect(await killed).toBe("SIGKILL");
    const { dir } = await train(await run("killed"), record("3"), join(folder, "cache"));
    expect(await fingerprints(dir)).toEqual(await fingerprints(unbroken));
  });
});
