import * as tf from "@tensorflow/tfjs-core";
import { expect, it } from "vitest";
import { compile } from "../../src/compiler/index.js";
import { Parameters } from "../../src/networks/index.js";
import { openProgram, StateStore } from "../../src/runtime/index.js";
import type { HostTensor } from "../../src/tensor/hostTensor.js";
import { Random } from "../../src/tensor/random.js";
import { armInputs, armSchedule, armStep } from "../../src/training/arms/armStep.js";
import { findArm } from "../../src/training/arms/registry.js";
import { createClassifier } from "../../src/training/steps/classifier.js";
import { eagerBackend } from "../networks/eager.js";

const SIZE = 16;
const COUNTS = [20, 8, 4];

it.each(["focal", "class-balanced", "ldam-drw", "logit-adjusted", "isda"] as const)(
  "the compiled step of %s gives TensorFlow.js's losses over two steps",
  async (id) => {
    await eagerBackend();
    const arm = findArm(id);
    const classifier = createClassifier("c", 1, {
      depth: 18,
      classes: 3,
      stem: "small",
      width: 1 / 16,
      weightDecay: 0,
    });
    const state = new Parameters(0);
    const step = armStep(arm, classifier, COUNTS, state);
    const random = new Random(8);
    const feeds: Record<string, HostTensor>[] = [30, 90].map((t) => ({
      images: {
        dtype: "uint8",
        shape: [3, SIZE, SIZE, 3],
        data: Uint8Array.from({ length: 3 * SIZE * SIZE * 3 }, () => random.integer(256)),
      },
      targets: { dtype: "float32", shape: [3, 3], data: Float32Array.of(1, 0, 0, 0, 0, 1, 1, 0, 0) },
      learningRate: { dtype: "float32", shape: [], data: Float32Array.of(0.001) },
      ...armSchedule(arm, COUNTS, t, 100),
    }));
    const running = await openProgram(compile(step, { inputs: armInputs(3, SIZE, 3) }), {
      device: "cpu",
      threads: 1,
      store: new StateStore(),
    });
    const compiled: number[] = [];
    for (const feed of feeds) compiled.push((await running.step(feed)).loss!.data[0]!);
    await running.close();
    feeds.forEach((feed, t) => {
      const eager = tf.tidy(() => {
        const tensors = Object.entries(feed).map(([name, { data, shape }]) => [
          name,
          tf.tensor(Float32Array.from(data), [...shape]),
        ]);
        return step(Object.fromEntries(tensors)).loss!.dataSync()[0]!;
      });
      expect(Math.abs(compiled[t]! - eager)).toBeLessThan(5e-3 * Math.max(1, Math.abs(eager)));
    });
    for (const parameters of [...classifier.all, state]) parameters.dispose();
  },
);
