import * as tf from "@tensorflow/tfjs-core";
import { beforeAll, describe, expect, it } from "vitest";
import { Parameters } from "../../src/networks/index.js";
import { constant, zeros } from "../../src/networks/initialisers.js";
import { adam } from "../../src/training/optimisers/adam.js";
import { momentum } from "../../src/training/optimisers/momentum.js";
import { updateMovingAverage } from "../../src/training/optimisers/movingAverage.js";
import { cosine, linear } from "../../src/training/schedules.js";
import { eagerBackend } from "../networks/eager.js";

beforeAll(eagerBackend);

describe("adam", () => {
  it.each([0, 0.9])("takes the steps of TensorFlow.js's own Adam with beta1 = %f", (beta1) => {
    const parameters = new Parameters(1, { prefix: "mine/" });
    const mine = parameters.weight("x", [3], constant(1));
    const { apply, slots } = adam("adam", [mine], { firstMoment: beta1 > 0 });
    const theirs = tf.variable(tf.ones([3]), true, "theirs");
    const reference = tf.train.adam(0.1, beta1, 0.999, 1e-6);
    const loss = (x: tf.Tensor): tf.Scalar => tf.sum(tf.mul(tf.square(x), tf.tensor1d([1, 10, 0.01])));
    for (let step = 0; step < 5; step++) {
      const { grads } = tf.variableGrads(() => loss(mine), [mine]);
      apply(grads, tf.scalar(0.1), tf.scalar(beta1));
      reference.minimize(() => loss(theirs), false, [theirs]);
    }
    mine.dataSync().forEach((value, i) => {
      expect(value).toBeCloseTo(theirs.dataSync()[i]!, 4);
    });
    theirs.dispose();
    parameters.dispose();
    slots.dispose();
  });
});

describe("momentum", () => {
  it("takes PyTorch's steps: v = 0.9 v + g + λw, w -= ηv, and does not decay biases", () => {
    const parameters = new Parameters(1);
    const kernel = parameters.weight("a/kernel", [1], constant(1));
    const bias = parameters.weight("a/bias", [1], constant(1));
    const { apply, slots } = momentum("m", [kernel, bias], { momentum: 0.9, weightDecay: 0.1 });
    for (let step = 0; step < 2; step++) {
      apply({ "a/kernel": tf.tensor1d([1]), "a/bias": tf.tensor1d([1]) }, tf.scalar(0.5));
    }
    // kernel: v1 = 1.1, w1 = .45; v2 = .99 + 1 + .045 = 2.035, w2 = -.5675. bias: 1 - .5 - .95 = -.45.
    expect(kernel.dataSync()[0]).toBeCloseTo(-0.5675, 5);
    expect(bias.dataSync()[0]).toBeCloseTo(-0.45, 5);
    parameters.dispose();
    slots.dispose();
  });
});

describe("updateMovingAverage", () => {
  it("moves the copy towards the live values; decay 0 makes it equal", () => {
    const live = new Parameters(1);
    const average = new Parameters(1, { prefix: "average/", frozen: true });
    live.weight("w", [1], constant(4));
    live.state("s", [1], constant(8));
    for (const name of ["w", "s"]) average.state(name, [1], zeros);
    updateMovingAverage(live, average, tf.scalar(0.75));
    expect([...average.all.values()].map((variable) => variable.dataSync()[0])).toEqual([1, 2]);
    updateMovingAverage(live, average, tf.scalar(0));
    expect([...average.all.values()].map((variable) => variable.dataSync()[0])).toEqual([4, 8]);
    live.dispose();
    average.dispose();
  });
});

describe("schedules", () => {
  it("the KL weight rises from near 0 to its maximum over the whole training", () => {
    expect(linear(2, 0, 10)).toBeCloseTo(0.2);
    expect(linear(2, 9, 10)).toBe(2);
  });

  it("the cosine rises through its warm-up, passes half its height in the middle and ends near 0", () => {
    expect(cosine(1, 0, 110, 10)).toBeCloseTo(0.1);
    expect(cosine(1, 60, 110, 10)).toBeCloseTo(0.5);
    expect(cosine(1, 109, 110, 10)).toBeLessThan(0.001);
  });
});
