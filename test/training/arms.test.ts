import * as tf from "@tensorflow/tfjs-core";
import { beforeAll, describe, expect, it } from "vitest";
import { drawPixelSmote, estimateStatistics, type LatentVariant, latentSampler } from "../../src/augmentation/index.js";
import { Parameters, type ResNet } from "../../src/networks/index.js";
import { uniformFanIn, zeros } from "../../src/networks/initialisers.js";
import { Random } from "../../src/tensor/random.js";
import { armSchema } from "../../src/training/arms/arm.js";
import { armSchedule, armStep } from "../../src/training/arms/armStep.js";
import { mixingOf } from "../../src/training/arms/mixingOf.js";
import { armIdSchema, arms, findArm } from "../../src/training/arms/registry.js";
import { momentum } from "../../src/training/optimisers/momentum.js";
import { namedSampler } from "../../src/training/sampling/namedSampler.js";
import type { Classifier } from "../../src/training/steps/classifier.js";
import { headOf, retrainHead, tauNormaliseHead } from "../../src/training/steps/retrainHead.js";
import { eagerBackend } from "../networks/eager.js";
import { expectClose } from "../tensor/expectClose.js";

beforeAll(eagerBackend);

const SIZE = 4;
const BYTES = SIZE * SIZE * 3;
const COUNTS = [20, 8, 4];
const BATCH = 8;
const STEPS = 40;

/** Pixels -> 6 features -> logits: has the shape of a ResNet's output and trains in milliseconds. */
function tinyClassifier(): Omit<Classifier, "fit"> {
  const parameters = new Parameters(3, { prefix: "c/" });
  const trunk = parameters.weight("trunk/kernel", [BYTES, 6], uniformFanIn);
  const kernel = parameters.weight("head/kernel", [6, 3], uniformFanIn);
  const bias = parameters.weight("head/bias", [3], zeros);
  const network: ResNet = (images) => {
    const features = tf.relu(
      tf.add(tf.matMul(tf.reshape(images, [-1, BYTES]), trunk as tf.Tensor2D), 0.1),
    ) as tf.Tensor2D;
    return { logits: tf.add(tf.matMul(features, kernel as tf.Tensor2D), bias), features, taps: [] };
  };
  const optimiser = momentum("c/momentum", parameters.trainable, { momentum: 0.9, weightDecay: 0 });
  return { network, parameters, update: optimiser.apply, all: [parameters, optimiser.slots] };
}

/** Class c is bright in channel c, under noise. */
const random = new Random(1);
const classes = Uint8Array.from(COUNTS.flatMap((n, c) => Array(n).fill(c)));
const pixels = Uint8Array.from({ length: classes.length * BYTES }, (_, k) =>
  Math.max(0, Math.min(255, (k % 3 === classes[Math.floor(k / BYTES)] ? 160 : 90) + 40 * random.normal())),
);
const labels = ["a", "b", "c"];
const offsets = COUNTS.map((_, c) => COUNTS.slice(0, c).reduce((a, b) => a + b, 0));
const ofClass = (c: number) => pixels.subarray(offsets[c]! * BYTES, (offsets[c]! + COUNTS[c]!) * BYTES);

/** In place of a VAE-GAN the latent vector is the picture itself, so a variant's draw is an image at once. */
const statistics = estimateStatistics(new Map(labels.map((label, c) => [label, Float32Array.from(ofClass(c))])), BYTES);

function drawBatch(arm: (typeof arms)[number], step: number) {
  const draw = new Random(9, arm.id, step);
  const sampler = namedSampler(arm.sampler, { classes, labels });
  const images = new Uint8Array(BATCH * BYTES);
  const targets = new Float32Array(BATCH * 3);
  for (let i = 0; i < BATCH; i++) {
    const index = sampler(draw, step / STEPS);
    const label = classes[index]!;
    const inClass = index - offsets[label]!;
    targets[3 * i + label] = 1;
    let image: ArrayLike<number> = pixels.subarray(index * BYTES, (index + 1) * BYTES);
    if (arm.augmentation !== "none" && draw.chance(0.5)) {
      image =
        arm.augmentation === "pixel-smote"
          ? drawPixelSmote({ data: ofClass(label), count: COUNTS[label]!, size: BYTES }, inClass, draw)
          : Array.from(samplers.get(arm.augmentation)!(labels[label]!, inClass, draw), (v) =>
              Math.max(0, Math.min(255, v)),
            );
    }
    images.set(image, i * BYTES);
  }
  const batch = { images, targets, size: SIZE, classes: 3 };
  return mixingOf(arm, COUNTS)?.(batch, new Random(9, arm.id, "mix", step)) ?? batch;
}

const samplers = new Map(
  arms
    .map(({ augmentation }) => augmentation)
    .filter((kind): kind is LatentVariant => kind !== "none" && kind !== "pixel-smote")
    .map((kind) => [kind, latentSampler(kind, statistics, 0.5)]),
);

function trainArm(arm: (typeof arms)[number], classifier: Omit<Classifier, "fit">): number[] {
  const state = new Parameters(0);
  const step = armStep(arm, classifier, COUNTS, state);
  const losses = Array.from({ length: STEPS }, (_, t) =>
    tf.tidy(() => {
      const { images, targets } = drawBatch(arm, t);
      const { classWeights, isdaStrength } = armSchedule(arm, COUNTS, t, STEPS);
      const { loss } = step({
        images: tf.tensor4d(Float32Array.from(images), [BATCH, SIZE, SIZE, 3]),
        targets: tf.tensor2d(targets, [BATCH, 3]),
        learningRate: tf.scalar(arm.loss === "ldam" ? 0.003 : 0.03),
        classWeights: tf.tensor1d(classWeights!.data as Float32Array),
        isdaStrength: tf.scalar(isdaStrength!.data[0]!),
      });
      return loss!.dataSync()[0]!;
    }),
  );
  state.dispose();
  return losses;
}

const dispose = ({ all }: Pick<Classifier, "all">): void => {
  for (const parameters of all) parameters.dispose();
};
const mean = (values: number[]): number => values.reduce((sum, value) => sum + value / values.length, 0);

describe("arms of a comparison", () => {
  it("have ids of their own and keep their schema", () => {
    expect(new Set(arms.map(({ id }) => id)).size).toBe(arms.length);
    for (const arm of arms) {
      expect(armSchema.parse(arm)).toEqual(arm);
      expect(findArm(armIdSchema.parse(arm.id))).toBe(arm);
    }
    expect(() => armIdSchema.parse("best")).toThrow(/ours/);
  });

  it.each(arms.map((arm) => [arm.id, arm] as const))("%s trains to finite, falling losses", (_, arm) => {
    const classifier = tinyClassifier();
    const losses = trainArm(arm, classifier);
    expect(losses.every(Number.isFinite)).toBe(true);
    // Deferred weights change the loss's scale in the last fifth: the parts that are compared lie before it.
    expect(mean(losses.slice(22, 32))).toBeLessThan(mean(losses.slice(0, 6)));
    dispose(classifier);
  });
});

describe("a trained classifier's head", () => {
  it("is trained again alone: its loss falls and the trunk keeps every bit", () => {
    const classifier = tinyClassifier();
    trainArm(findArm("none"), classifier);
    const trunk = classifier.parameters.all.get("trunk/kernel")!;
    const before = Float32Array.from(trunk.dataSync());
    const { step, slots } = retrainHead(classifier, { name: "crt", seed: 5, weightDecay: 0 });
    const losses = Array.from({ length: STEPS }, (_, t) =>
      tf.tidy(() => {
        const { images, targets } = drawBatch(findArm("balanced"), t);
        const feeds = {
          images: tf.tensor4d(Float32Array.from(images), [BATCH, SIZE, SIZE, 3]),
          targets: tf.tensor2d(targets, [BATCH, 3]),
          learningRate: tf.scalar(0.03),
        };
        return step(feeds).loss!.dataSync()[0]!;
      }),
    );
    expect(mean(losses.slice(-8))).toBeLessThan(mean(losses.slice(0, 4)));
    expect(trunk.dataSync()).toEqual(before);
    slots.dispose();
    dispose(classifier);
  });

  it("τ-normalised has columns of length |w|^(1 - τ) and no bias, worked out by hand", () => {
    for (const [tau, wanted] of [
      [0, [5, 13]],
      [0.5, [Math.sqrt(5), Math.sqrt(13)]],
      [1, [1, 1]],
    ] as const) {
      const parameters = new Parameters(1);
      parameters.weight("head/kernel", [2, 2], () => Float32Array.of(3, 5, 4, 12));
      parameters.weight("head/bias", [2], () => Float32Array.of(1, 2));
      tauNormaliseHead({ parameters }, tau);
      const { kernel, bias } = headOf({ parameters });
      const [a, b, c, d] = kernel.dataSync();
      expectClose([Math.hypot(a!, c!), Math.hypot(b!, d!)], [...wanted], 1e-5);
      expect(a! / c!).toBeCloseTo(3 / 4, 5);
      expect([...bias.dataSync()]).toEqual([0, 0]);
      parameters.dispose();
    }
  });
});
