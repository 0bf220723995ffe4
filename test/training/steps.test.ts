import * as tf from "@tensorflow/tfjs-core";
import { afterEach, describe, expect, it } from "vitest";
import { compile } from "../../src/compiler/index.js";
import type { Parameters } from "../../src/networks/index.js";
import { openProgram, StateStore } from "../../src/runtime/index.js";
import type { HostTensor, TensorSpec } from "../../src/tensor/hostTensor.js";
import { Random } from "../../src/tensor/random.js";
import { openPerceptualLoss } from "../../src/training/perceptual/perceptualLoss.js";
import { createClassifier } from "../../src/training/steps/classifier.js";
import { classifierInputs, classifierStep } from "../../src/training/steps/classifierStep.js";
import { DIFF_AUGMENT_DRAWS } from "../../src/training/steps/diffAugment.js";
import { diffAugmentKinds } from "../../src/training/steps/diffAugmentKinds.js";
import { createVaeGan } from "../../src/training/steps/vaeGan.js";
import { type StepFunction, vaeGanInputs, vaeGanStep } from "../../src/training/steps/vaeGanStep.js";
import { eagerBackend } from "../networks/eager.js";

let made: readonly Parameters[] = [];
afterEach(() => {
  for (const parameters of made) parameters.dispose();
});

const SIZE = 24;
const random = new Random(8);
const float = (data: Float32Array, shape: number[] = []): HostTensor => ({ dtype: "float32", shape, data });
const draws = (n: number): HostTensor =>
  float(
    Float32Array.from({ length: n * DIFF_AUGMENT_DRAWS }, () => random.uniform()),
    [n, DIFF_AUGMENT_DRAWS],
  );
const bytes = (n: number): HostTensor => ({
  dtype: "uint8",
  shape: [n, SIZE, SIZE, 3],
  data: Uint8Array.from({ length: n * SIZE * SIZE * 3 }, () => random.integer(256)),
});

/** Runs one step compiled, then the same step with TensorFlow.js's own kernels, and returns the terms and new variables of both. */
async function bothWays(step: StepFunction, inputs: TensorSpec[], feeds: Record<string, HostTensor>) {
  await eagerBackend();
  const store = new StateStore();
  const running = await openProgram(compile(step, { inputs }), { device: "cpu", threads: 1, store });
  const compiled = await running.step(feeds);
  const state = await store.read();
  await running.close();
  const eager: Record<string, number> = {};
  tf.tidy(() => {
    const tensors = Object.entries(feeds).map(([name, { data, shape }]) => [
      name,
      tf.tensor(Float32Array.from(data), [...shape]),
    ]);
    for (const [name, term] of Object.entries(step(Object.fromEntries(tensors)))) eager[name] = term.dataSync()[0]!;
  });
  return { compiled, eager, state };
}

function expectSameState(state: ReadonlyMap<string, HostTensor>, tolerance: number): void {
  for (const { all } of made) {
    for (const variable of all.values()) {
      const compiled = state.get(variable.name);
      if (!compiled) continue;
      const eager = Array.from(variable.dataSync() as Float32Array);
      const worst = eager.reduce((max, value, i) => Math.max(max, Math.abs(value - compiled.data[i]!)), 0);
      expect([variable.name, worst < tolerance]).toEqual([variable.name, true]);
    }
  }
}

describe("compiled steps do what TensorFlow.js does", () => {
  it.each(["resnet", "dan"] as const)("%s: same loss, same variables after one step", async (network) => {
    const options = { classes: 3, stem: "small", width: 1 / 16, weightDecay: 1e-3 } as const;
    const classifier = createClassifier(
      "c",
      1,
      network === "dan" ? { ...options, network, heads: 2 } : { ...options, network, depth: 18 },
    );
    made = classifier.all;
    const targets = float(Float32Array.of(1, 0, 0, 0, 0, 1), [2, 3]);
    const { compiled, eager, state } = await bothWays(classifierStep(classifier), classifierInputs(2, SIZE, 3), {
      images: bytes(2),
      targets,
      learningRate: float(Float32Array.of(0.01)),
    });
    expect(compiled.loss!.data[0]).toBeCloseTo(eager.loss!, 4);
    expectSameState(state, 2e-3);
  });

  it.each([
    ["", [], 0],
    [" with changed images for the discriminator, whose maps are compared and features matched", diffAugmentKinds, 0.1],
  ] as const)(
    "adversarial VAE-GAN%s: same terms, same variables after one step",
    async (_, diffAugment, featureMatch) => {
      const model = createVaeGan({ seed: 1, size: SIZE, width: 2, latents: 8, conditioning: "whole" });
      const teacher = createClassifier("t", 1, { depth: 18, classes: 3, stem: "small", width: 1 / 16, weightDecay: 0 });
      made = [...model.all, ...teacher.all];
      const frozen = { network: teacher.network, parameters: [teacher.parameters], taps: [0, 1] };
      const { distance } = await openPerceptualLoss({ kind: "discriminator" }, { teacher: frozen, model });
      const options = {
        ...{ batch: 2, size: SIZE, priorBatch: 1, adversarial: true, diffAugment, featureMatch },
        ...(featureMatch > 0 && { perceptual: distance }),
      };
      const step = vaeGanStep(model, frozen, options);
      const scalar = (value: number): HostTensor => float(Float32Array.of(value));
      const { compiled, eager, state } = await bothWays(step, vaeGanInputs(options, 8), {
        images: bytes(2),
        noise: float(random.normals(16), [2, 8]),
        priorNoise: float(random.normals(8), [1, 8]),
        klWeight: scalar(1e-4),
        semanticWeight: scalar(0.5),
        ganWeight: scalar(0.5),
        // Adam's first step is the sign of the gradient: a gradient near 0 may turn, which the rate keeps below the tolerance.
        autoencoderRate: scalar(1e-4),
        autoencoderBeta1: scalar(0.9),
        criticRate: scalar(1e-4),
        averageDecay: scalar(0.9),
        ...(diffAugment.length > 0 && { realDraws: draws(2), fakeDraws: draws(3) }),
      });
      for (const [name, value] of Object.entries(eager)) {
        expect([name, Math.abs(compiled[name]!.data[0]! - value) < 2e-3 * Math.max(1, Math.abs(value))]).toEqual([
          name,
          true,
        ]);
      }
      expect(Object.keys(eager).sort()).toEqual([
        "adversarial",
        "critic",
        "fakeScore",
        "gradient",
        "kl",
        "l1",
        ...(featureMatch > 0 ? ["matching"] : []),
        "perceptual",
        "realScore",
        "semantic",
        "weight",
      ]);
      expectSameState(state, 2e-3);
    },
  );
});
