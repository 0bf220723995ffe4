import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as tf from "@tensorflow/tfjs-core";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Parameters } from "../../src/networks/index.js";
import type { HostTensor } from "../../src/tensor/hostTensor.js";
import { Random } from "../../src/tensor/random.js";
import { compiledEngine } from "../../src/training/engine/compiledEngine.js";
import { eagerEngine } from "../../src/training/engine/eagerEngine.js";
import type { Engine } from "../../src/training/engine/engine.js";
import { runStage } from "../../src/training/run/runStage.js";
import { openRun } from "../../src/training/run/trainingRun.js";
import { createClassifier } from "../../src/training/steps/classifier.js";
import { classifierInputs, classifierStep } from "../../src/training/steps/classifierStep.js";
import { eagerBackend } from "../networks/eager.js";

// TensorFlow.js takes its time on a machine that is busy with other things.
vi.setConfig({ testTimeout: 240_000 });

const SIZE = 24;
const STEPS = 3;
const OPTIONS = { depth: 18, classes: 3, stem: "small", width: 1 / 16, weightDecay: 1e-3 } as const;

let folder: string;
let made: readonly Parameters[] = [];
beforeEach(async () => {
  await eagerBackend();
  folder = await mkdtemp(join(tmpdir(), "semblance-engines-"));
});
afterEach(async () => {
  for (const parameters of made) parameters.dispose();
  made = [];
  await rm(folder, { recursive: true, force: true });
});

/** What a step is fed, the same for every engine. */
function feeds(step: number): Record<string, HostTensor> {
  const random = new Random(8, step);
  const data = Uint8Array.from({ length: 2 * SIZE * SIZE * 3 }, () => random.integer(256));
  return {
    images: { dtype: "uint8", shape: [2, SIZE, SIZE, 3], data },
    targets: { dtype: "float32", shape: [2, 3], data: Float32Array.of(1, 0, 0, 0, 0, 1) },
    learningRate: { dtype: "float32", shape: [], data: Float32Array.of(0.01) },
  };
}

/** A short training of a small classifier; how many tensors TensorFlow.js holds after each step is counted too. */
async function trainWith(engine: Engine, name: string) {
  const classifier = createClassifier("c", 1, OPTIONS);
  made = classifier.all;
  const { state, open } = engine.stage();
  const program = await open(classifierStep(classifier), classifierInputs(2, SIZE, 3));
  const lines: string[] = [];
  const tensors: number[] = [];
  const sink = { isTerminal: false, write: (line: string) => lines.push(line) };
  const run = await openRun({ folder: join(folder, name), device: "cpu", threads: 1, sink });
  const { values, history } = await runStage(run, {
    name: "c",
    steps: STEPS,
    batch: 2,
    store: state,
    program: async () => program,
    feeds: (step) => {
      tensors.push(tf.memory().numTensors);
      return feeds(step);
    },
  });
  await program.close();
  for (const parameters of made) parameters.dispose();
  return { values, losses: history.map(({ terms }) => terms.loss!), lines, tensors };
}

describe("TensorFlow.js as the engine of training", () => {
  it("trains as the compiled engine does, says what it runs on, and leaves no tensors behind", async () => {
    const compiled = await trainWith(compiledEngine({ device: "cpu", threads: 1 }), "compiled");
    const eager = await trainWith(eagerEngine("cpu", "tfjs-cpu"), "eager");
    expect(compiled.lines).toContain("c: on cpu");
    expect(eager.lines).toContain("c: on tfjs-cpu");
    expect(eager.losses).toHaveLength(STEPS);
    eager.losses.forEach((loss, step) => {
      expect(compiled.losses[step]).toBeCloseTo(loss, 3);
    });
    for (const [name, { data }] of compiled.values) {
      const other = eager.values.get(name)!.data;
      const worst = Math.max(...Array.from(data, (value, i) => Math.abs(value - other[i]!)));
      expect(worst, name).toBeLessThan(5e-3);
    }
    expect(new Set(eager.tensors).size).toBe(1);
  });

  it("goes on from values that are written into its variables", async () => {
    const classifier = createClassifier("c", 1, OPTIONS);
    made = classifier.all;
    const { state, open } = eagerEngine("cpu", "tfjs-cpu").stage();
    const program = await open(classifierStep(classifier), classifierInputs(2, SIZE, 3));
    const saved = await state.read();
    const first = await program.step(feeds(0));
    expect((await program.step(feeds(0))).loss!.data[0]).not.toBe(first.loss!.data[0]);
    state.write(saved);
    expect(await program.step(feeds(0))).toEqual(first);
  });

  it.each(["tfjs-node", "tfjs-node-gpu"] as const)(
    "is refused with what to install when %s is not there",
    async (engine) => {
      if (existsSync(join("node_modules/@tensorflow", engine))) return;
      const attempt = openRun({ folder, device: "cpu", engine, sink: { isTerminal: false, write: () => {} } });
      await expect(attempt).rejects.toMatchObject({ code: "ENGINE_UNAVAILABLE" });
      await expect(attempt).rejects.toThrow(`npm install --ignore-scripts=false @tensorflow/${engine}@4.22.0`);
    },
  );
});
