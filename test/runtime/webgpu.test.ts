import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { deserialize, serialize } from "node:v8";
import * as tf from "@tensorflow/tfjs-core";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { compile } from "../../src/compiler/index.js";
import type { DeviceChoice } from "../../src/runtime/index.js";
import type { HostTensor } from "../../src/tensor/hostTensor.js";
import type { Program } from "../../src/tensor/program.js";
import { Random } from "../../src/tensor/random.js";
import { createClassifier } from "../../src/training/steps/classifier.js";
import { createVaeGan } from "../../src/training/steps/vaeGan.js";
import { vaeGanInputs, vaeGanStep } from "../../src/training/steps/vaeGanStep.js";
import { smallResNet } from "../support/smallResNet.js";
import { softwareVulkan } from "./softwareVulkan.js";

// A GPU that is imitated on a busy processor takes its time.
vi.setConfig({ testTimeout: 240_000 });

const driver = softwareVulkan();
if (!driver) console.warn("WebGPU tests are SKIPPED: no software Vulkan driver here; install chromium and libvulkan1.");
const folder = mkdtempSync(join(tmpdir(), "semblance-webgpu-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Work {
  readonly device: DeviceChoice;
  readonly programs: readonly Program[];
  readonly steps: readonly { program: number; feeds: Record<string, HostTensor> }[];
}

interface Results {
  readonly devices: string[];
  readonly outputs: Record<string, HostTensor>[];
  /** The variables, read while they were on the device, and after the programs were closed. */
  readonly between: Map<string, HostTensor>;
  readonly after: Map<string, HostTensor>;
}

/** Runs the same work on WebGPU and on the processor. */
function bothWays(programs: readonly Program[], steps: Work["steps"]): [actual: Results, expected: Results] {
  return [runSteps({ device: "webgpu", programs, steps }), runSteps({ device: "cpu", programs, steps })];
}

function runSteps(work: Work): Results {
  const [from, to] = [join(folder, "work"), join(folder, "results")];
  writeFileSync(from, serialize(work));
  const env = { ...process.env, VK_ICD_FILENAMES: driver, VK_DRIVER_FILES: driver };
  const { status, stderr } = spawnSync(process.execPath, ["test/runtime/programs/runSteps.mjs", from, to], {
    env,
    encoding: "utf8",
  });
  expect(status, stderr).toBe(0);
  return deserialize(readFileSync(to)) as Results;
}

const batch = 4;
const size = 12;
const inputs = [
  { name: "images", dtype: "float32", shape: [batch, size, size, 3] },
  { name: "classes", dtype: "int32", shape: [batch] },
] as const;
const feeds: Record<string, HostTensor> = {
  images: { dtype: "float32", shape: inputs[0].shape, data: new Random(3, "images").normals(batch * size * size * 3) },
  classes: { dtype: "int32", shape: [batch], data: Int32Array.of(0, 1, 2, 3) },
};

/** A training step, and a program that only looks at the same variables. */
function programs(makeOptimiser: () => tf.Optimizer): Program[] {
  const network = smallResNet(5);
  const optimiser = makeOptimiser();
  const loss = (x: Record<"images" | "classes", tf.Tensor>) =>
    network.loss(x.images as tf.Tensor4D, x.classes as tf.Tensor1D);
  return [
    compile((x) => ({ loss: optimiser.minimize(() => loss(x), true, network.variables)! }), inputs),
    compile((x) => ({ loss: loss(x) }), inputs),
  ];
}

/** Expects numbers to agree as docs/devices.md says: to 1e-4 of the largest element. */
function expectAgreement(actual: HostTensor, expected: HostTensor, what: string): void {
  expect(actual.shape, what).toEqual(expected.shape);
  const scale = Math.max(1e-3, ...Array.from(expected.data, Math.abs));
  for (const [i, value] of expected.data.entries()) {
    expect(Math.abs(actual.data[i]! - value) / scale, `${what}[${i}]: ${actual.data[i]} for ${value}`).toBeLessThan(
      1e-3,
    );
  }
}

describe("A training step on WebGPU", () => {
  beforeAll(async () => {
    await tf.setBackend("cpu");
    // The child process runs what is built.
    expect(spawnSync(process.execPath, ["scripts/semblance.mjs", "--version"]).status).toBe(0);
  });

  const OPTIMISERS: [string, () => tf.Optimizer][] = [
    ["momentum", () => tf.train.momentum(0.05, 0.9)],
    ["Adam", () => tf.train.adam(0.003)],
  ];
  it.skipIf(!driver).each(OPTIMISERS)(
    "follows the processor for five steps of %s, with its variables in GPU buffers that another program reads too",
    (_, makeOptimiser) => {
      const [train, look] = programs(makeOptimiser);
      const steps = [0, 0, 0, 0, 0, 1].map((program) => ({ program, feeds }));
      const [actual, expected] = bothWays([train!, look!], steps);
      expect(actual.devices).toEqual(["webgpu", "webgpu"]);
      expected.outputs.forEach(({ loss }, step) => {
        expectAgreement(actual.outputs[step]!.loss!, loss!, `loss of step ${step}`);
      });
      expect(expected.outputs[5]!.loss!.data[0]).toBeLessThan(expected.outputs[0]!.loss!.data[0]! * 0.9);
      expect([...actual.between.keys()]).toEqual([...expected.between.keys()]);
      expect(actual.after).toEqual(actual.between);
      for (const [name, value] of expected.between) expectAgreement(actual.between.get(name)!, value, name);
    },
  );

  it.skipIf(!driver)("is not what auto takes where the only driver runs on the processor", () => {
    const program = compile(({ x }) => ({ y: tf.mul(x, 2) }), [{ name: "x", dtype: "float32", shape: [2] }]);
    const x: HostTensor = { dtype: "float32", shape: [2], data: Float32Array.of(1, 2) };
    const { devices, outputs } = runSteps({
      device: "auto",
      programs: [program],
      steps: [{ program: 0, feeds: { x } }],
    });
    expect(devices).toEqual(["cpu"]);
    expect([...outputs[0]!.y!.data]).toEqual([2, 4]);
  });

  it.skipIf(!driver)("follows the processor for two adversarial steps of the VAE-GAN that this project trains", () => {
    const side = 24;
    const model = createVaeGan({ seed: 1, size: side, width: 2, latents: 8, conditioning: "whole" });
    const teacher = createClassifier("t", 1, { depth: 18, classes: 3, stem: "small", width: 1 / 16, weightDecay: 0 });
    const options = { batch: 2, size: side, priorBatch: 1, adversarial: true };
    const step = vaeGanStep(
      model,
      { network: teacher.network, parameters: [teacher.parameters], taps: [0, 1] },
      options,
    );
    const program = compile(step, vaeGanInputs(options, 8));
    const random = new Random(8);
    const float = (data: Float32Array, shape: number[] = []): HostTensor => ({ dtype: "float32", shape, data });
    const numbers = {
      klWeight: 1e-4,
      semanticWeight: 0.5,
      ganWeight: 0.5,
      autoencoderRate: 1e-4,
      autoencoderBeta1: 0.9,
      criticRate: 1e-4,
      averageDecay: 0.9,
    };
    const data = Uint8Array.from({ length: 2 * side * side * 3 }, () => random.integer(256));
    const stepFeeds: Record<string, HostTensor> = {
      images: { dtype: "uint8", shape: [2, side, side, 3], data },
      noise: float(random.normals(16), [2, 8]),
      priorNoise: float(random.normals(8), [1, 8]),
      ...Object.fromEntries(Object.entries(numbers).map(([name, value]) => [name, float(Float32Array.of(value))])),
    };
    for (const { all } of [...model.all, ...teacher.all]) for (const variable of all.values()) variable.dispose();
    const steps = [0, 0].map((program) => ({ program, feeds: stepFeeds }));
    const [actual, expected] = bothWays([program], steps);
    expect(actual.devices).toEqual(["webgpu"]);
    expected.outputs.forEach((terms, i) => {
      for (const [name, term] of Object.entries(terms))
        expectAgreement(actual.outputs[i]![name]!, term, `${name} of step ${i}`);
    });
  });
});
