import { appendFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Bundle, readBundle } from "../../src/bundle/index.js";
import { startRunner } from "../../src/serving/models/startRunner.js";
import { InProcessRunner } from "../../src/serving/runner/inProcessRunner.js";
import type { RunnerPlan } from "../../src/serving/runner/networkFile.js";
import type { Runner } from "../../src/serving/runner/runner.js";
import { RunnerProcess } from "../../src/serving/runner/runnerProcess.js";
import { SupervisedRunner, type Supervision } from "../../src/serving/runner/supervisedRunner.js";
import type { HostTensor } from "../../src/tensor/hostTensor.js";
import { Random } from "../../src/tensor/random.js";
import { LATENT, SIZE, tinyModels } from "../support/tinyBundle.js";

const settings = {
  device: "cpu",
  threads: 1,
  queueCapacity: 8,
  deadlineMs: 5000,
  runTimeoutMs: 5000,
  startTimeoutMs: 20_000,
  restartCoolDownMs: 60_000,
} as const;
let root: string;
let bundle: Bundle;
const closing: Runner[] = [];

beforeAll(async () => {
  root = await tinyModels();
  bundle = await readBundle(join(root, "tiny", "1"));
});

afterAll(async () => {
  await Promise.all(closing.map((runner) => runner.close()));
  rmSync(root, { recursive: true, force: true });
});

function real(): SupervisedRunner {
  const runner = startRunner(bundle, settings);
  closing.push(runner);
  return runner;
}

function latents(batch: number): HostTensor {
  return { dtype: "float32", shape: [batch, LATENT], data: new Random(2, "runner").normals(batch * LATENT) };
}

function planOf(): RunnerPlan {
  const { sha256 } = bundle.manifest.files["decoder.onnx"]!;
  return { networks: { decoder: { path: join(bundle.dir, "decoder.onnx"), sha256 } }, device: "cpu", threads: 1 };
}

/** Waits until the runner is in the state that is asked for. */
async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 5));
}

/** A supervised runner over one of the small programs beside this file. */
function supervised(program: string, changes: string[], supervision: Partial<Supervision> = {}): SupervisedRunner {
  const main = new URL(`./programs/${program}.mjs`, import.meta.url).pathname;
  const runner = new SupervisedRunner({
    model: program,
    start: (signal) =>
      RunnerProcess.start({ networks: {}, device: "cpu", threads: 1, memoryLimit: 300 * 2 ** 20 }, 5000, signal, main),
    warmUp: async () => {},
    runTimeoutMs: 60_000,
    backOffMs: [1, 1, 1],
    quickMs: 60_000,
    coolDownMs: 60_000,
    onChange: (state) => changes.push(state),
    ...supervision,
  });
  closing.push(runner);
  return runner;
}

const number = (value: number): Record<string, HostTensor> => ({
  x: { dtype: "float32", shape: [1], data: Float32Array.of(value) },
});

describe.each([
  ["in a process of its own", async () => real() as Runner],
  ["in this process", async () => InProcessRunner.open(planOf()) as Promise<Runner>],
])("a runner %s", (_where, open) => {
  it("gives a network's outputs by name, with their types and shapes", async () => {
    const runner = await open();
    const { images } = await runner.run("decoder", { latents: latents(8) });
    expect([images!.dtype, images!.shape]).toEqual(["uint8", [8, SIZE, SIZE, 3]]);
    expect(images!.data).toBeInstanceOf(Uint8Array);
    expect(runner.device).toBe("cpu");
    expect(runner.notReady).toBeUndefined();
    await runner.close();
  });

  it("says that inputs of another shape failed, and goes on", async () => {
    const runner = await open();
    const wrong = { ...latents(8), shape: [4, 2 * LATENT] };
    await expect(runner.run("decoder", { latents: wrong })).rejects.toMatchObject({ code: "INFERENCE_FAILED" });
    await expect(runner.run("nothing", { latents: wrong })).rejects.toMatchObject({ code: "INFERENCE_FAILED" });
    expect(Object.keys(await runner.run("decoder", { latents: latents(8) }))).toEqual(["images"]);
    await runner.close();
  });
});

describe("a runner process", () => {
  it("answers as onnxruntime does in this process", async () => {
    const [process, here] = [real(), await InProcessRunner.open(planOf())];
    const feeds = { latents: latents(8) };
    expect(await process.run("decoder", feeds)).toEqual(await here.run("decoder", feeds));
    await here.close();
  });

  it("refuses a file that is no longer the verified one", async () => {
    const plan = planOf();
    const path = join(root, "changed.onnx");
    appendFileSync(path, bundle.files.get("decoder.onnx")!);
    appendFileSync(path, "x");
    const networks = { decoder: { ...plan.networks.decoder!, path } };
    await expect(RunnerProcess.start({ ...plan, networks }, 10_000)).rejects.toThrow("SHA-256 differs");
  });

  it("is replaced when it is killed; what it computed fails with a type, and what waited behind is done by the next one", async () => {
    const runner = real();
    const feeds = { latents: latents(8) };
    const before = await runner.run("decoder", feeds);
    const { pid } = runner;
    const inFlight = Array.from({ length: 5 }, () => runner.run("decoder", feeds));
    process.kill(pid!, "SIGKILL");
    const [computed, ...behind] = await Promise.allSettled(inFlight);
    expect(computed).toMatchObject({ status: "rejected", reason: { code: "RUNNER_CRASHED", started: true } });
    expect(behind).toEqual(Array(4).fill({ status: "fulfilled", value: before }));
    expect(runner.pid).not.toBe(pid);
  });

  it("is not ready between its end and its replacement's first answers", async () => {
    const runner = real();
    await until(() => runner.notReady === undefined);
    process.kill(runner.pid!, "SIGKILL");
    await until(() => runner.notReady !== undefined);
    expect(runner.notReady).toContain("SIGKILL");
    await until(() => runner.notReady === undefined);
    expect(Object.keys(await runner.run("decoder", { latents: latents(8) }))).toEqual(["images"]);
  });

  it.each([
    ["aborts", 1, "RUNNER_CRASHED", "SIGABRT"],
    ["is killed from outside", 2, "RUNNER_CRASHED", "SIGKILL"],
    ["computes for ever", 3, "DEADLINE_EXCEEDED", "did not answer within 150 ms"],
    ["takes more memory than it may", 4, "RUNNER_CRASHED", "more than the 300 MB"],
  ])(
    "that %s is replaced; only what it computed is lost, and the reason is told",
    async (_fault, value, code, reason) => {
      const changes: string[] = [];
      const details: string[] = [];
      const runner = supervised("planted", changes, {
        onChange: (state, detail) => {
          changes.push(state);
          details.push(detail);
        },
        runTimeoutMs: value === 3 ? 150 : 60_000,
      });
      expect(await runner.run("n", number(7))).toEqual(number(7));
      const lost = runner.run("n", number(value));
      const behind = [runner.run("n", number(8)), runner.run("n", number(9), { priority: "bulk" })];
      await expect(lost).rejects.toMatchObject({ code });
      expect(await Promise.all(behind)).toEqual([number(8), number(9)]);
      expect(changes).toEqual(["ready", "ended", "ready"]);
      expect(details[1]).toContain(reason);
    },
  );

  it("that crashes at each work is restarted three times, and then given up with a reason", async () => {
    const changes: string[] = [];
    const runner = supervised("crashing", changes);
    for (let crash = 0; crash < 4; crash++)
      await expect(runner.run("n", number(1))).rejects.toMatchObject({ code: "RUNNER_CRASHED" });
    await until(() => changes.includes("gave-up"));
    expect(changes.filter((state) => state === "ended")).toHaveLength(3);
    await expect(runner.run("n", number(1))).rejects.toMatchObject({ code: "MODEL_NOT_READY" });
    expect(runner.notReady).toContain("SIGKILL");
  });

  it("that was given up is tried again after a while", async () => {
    const changes: string[] = [];
    const runner = supervised("crashing", changes, { backOffMs: [], coolDownMs: 10 });
    await expect(runner.run("n", number(1))).rejects.toMatchObject({ code: expect.any(String) });
    await until(() => changes.filter((state) => state === "ready").length >= 2);
    expect(changes.slice(0, 3)).toEqual(["ready", "gave-up", "ready"]);
  });

  it("leaves no process behind when it is closed while it starts", async () => {
    const runner = startRunner(bundle, settings);
    await runner.close();
    await expect(runner.run("decoder", { latents: latents(8) })).rejects.toMatchObject({ code: "MODEL_NOT_READY" });
    expect(runner.pid).toBeUndefined();
  });
});
