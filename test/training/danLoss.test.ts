import * as tf from "@tensorflow/tfjs-core";
import { beforeAll, describe, expect, it } from "vitest";
import { affinity, partition } from "../../src/training/losses/danLoss.js";
import { eagerBackend } from "../networks/eager.js";

beforeAll(eagerBackend);

describe("DAN's losses have the values of docs/method.md's fixtures", () => {
  it("affinity of two features at distance 2 from centres whose variance sums to 1.5 is 1.333333", () => {
    const features = tf.tensor2d([1, 0, 2, 0, 1, 1], [2, 3]);
    const centres = tf.tensor2d([1, 1, 1, 0, 0, 2], [2, 3]);
    const targets = tf.tensor2d([1, 0, 0, 1], [2, 2]);
    expect(affinity(features, targets, centres).dataSync()[0]).toBeCloseTo(1.333333, 5);
  });

  it("partition of two heads (1, 2, 0) and (0, 1, 3), after log softmax over the heads, is .737599", () => {
    const heads = tf.logSoftmax(tf.tensor3d([1, 0, 2, 1, 0, 3], [1, 3, 2]), 2);
    expect(partition(heads as tf.Tensor3D).dataSync()[0]).toBeCloseTo(0.737599, 5);
  });

  it("partition has nothing to part with a single head", () => {
    expect(partition(tf.zeros([1, 3, 1])).dataSync()[0]).toBe(0);
  });
});
