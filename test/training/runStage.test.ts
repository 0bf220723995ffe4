import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as tf from "@tensorflow/tfjs-core";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { compile } from "../../src/compiler/index.js";
import { openProgram, StateStore } from "../../src/runtime/index.js";
import { LossNotFiniteError } from "../../src/training/errors/lossNotFiniteError.js";
import { TrainingInterruptedError } from "../../src/training/errors/trainingInterruptedError.js";
import { runStage } from "../../src/training/run/runStage.js";
import { openRun } from "../../src/training/run/trainingRun.js";

let folder: string;
let lines: string[];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "stage-"));
  lines = [];
});
afterEach(() => rm(folder, { recursive: true }));

const open = (signal = new AbortController().signal) =>
  openRun({
    folder,
    device: "cpu",
    threads: 1,
    signal,
    checkpointSeconds: 0,
    sink: { isTerminal: false, write: (line) => lines.push(line) },
  });

/** A stage whose one variable adds up what it is fed: 0 + 1 + 2 + ... */
async function summing(feed: (step: number) => number = (step) => step) {
  const total = tf.variable(tf.scalar(0), false, "total");
  const program = compile(
    ({ x }) => {
      total.assign(tf.add(total, x!) as tf.Scalar);
      return { loss: total };
    },
    { inputs: [{ name: "x", dtype: "float32", shape: [] }] },
  );
  total.dispose();
  const store = new StateStore();
  const running = await openProgram(program, { device: "cpu", threads: 1, store });
  return {
    name: "sum",
    steps: 10,
    batch: 1,
    store,
    program: async () => running,
    feeds: (step: number) => ({
      x: { dtype: "float32" as const, shape: [], data: Float32Array.of(feed(step)) },
    }),
  };
}

describe("runStage", () => {
  it("runs every step once and ends with the last state", async () => {
    const { values, history } = await runStage(await open(), await summing());
    expect(values.get("total")!.data[0]).toBe(45);
    expect(history.map(({ step }) => step)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect(lines.at(-1)).toMatch(/^sum 10\/10 loss 45/);
  });

  it("does not run a stage that is done", async () => {
    await runStage(await open(), await summing());
    const again = await runStage(await open(), await summing(() => 1000));
    expect(again.values.get("total")!.data[0]).toBe(45);
  });

  it("asked to stop, it finishes the step, says how to go on, and goes on from there", async () => {
    const stop = new AbortController();
    const stage = await summing((step) => {
      if (step === 4) stop.abort();
      return step;
    });
    await expect(runStage(await open(stop.signal), stage)).rejects.toThrow(TrainingInterruptedError);
    const resumed = await open();
    expect(resumed.checkpoints.position.current?.step).toBe(5);
    const seen: number[] = [];
    const rest = await summing((step) => {
      seen.push(step);
      return step;
    });
    const { values, history } = await runStage(resumed, rest);
    expect(values.get("total")!.data[0]).toBe(45);
    expect(seen).toEqual([5, 6, 7, 8, 9]);
    expect(history).toHaveLength(10);
  });

  it("stops when a loss is not a number and keeps the checkpoint before it", async () => {
    const failing = runStage(await open(), await summing((step) => (step === 6 ? Number.NaN : step)));
    await expect(failing).rejects.toThrow(LossNotFiniteError);
    await expect(failing).rejects.toThrow(/"loss" became NaN in stage "sum" at step 6/);
    const { checkpoints } = await open();
    expect(checkpoints.position.current?.step).toBe(6);
    const kept = await checkpoints.read(checkpoints.position.current!.state);
    expect(kept.get("total")!.data[0]).toBe(15);
    const failure = JSON.parse(await readFile(join(folder, "failure.json"), "utf8"));
    expect(failure).toMatchObject({
      ...{ code: "LOSS_NOT_FINITE", stage: "sum", step: 6, what: "loss", terms: { loss: "NaN" } },
      checkpoint: { stage: "sum", step: 6 },
    });
    expect(failure.before.at(-1)).toEqual({ step: 6, terms: { loss: 15 } });

    await runStage(await open(), await summing());
    await expect(readFile(join(folder, "failure.json"))).rejects.toThrow(/ENOENT/);
  });

  it("keeps no checkpoint of variables that are not numbers, though the losses of the step are", async () => {
    const stage = await summing((step) => (step === 4 ? Number.POSITIVE_INFINITY : step));
    const blind = {
      ...stage,
      program: async () => ({
        ...(await stage.program()),
        step: async (x: never) => {
          await (await stage.program()).step(x);
          return { loss: { dtype: "float32" as const, shape: [], data: Float32Array.of(1) } };
        },
      }),
    };
    await expect(runStage(await open(), blind as never)).rejects.toThrow(/"total" became Infinity.*step 4/);
    const { checkpoints } = await open();
    expect(checkpoints.position.current?.step).toBe(4);
    const kept = await checkpoints.read(checkpoints.position.current!.state);
    expect(kept.get("total")!.data[0]).toBe(6);
  });
});
