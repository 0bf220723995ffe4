import * as tf from "@tensorflow/tfjs-core";
import { beforeAll, describe, expect, it } from "vitest";
import { Parameters } from "../../src/networks/index.js";
import { covariance } from "../../src/tensor/linalg/covariance.js";
import { Random } from "../../src/tensor/random.js";
import {
  adjustLogits,
  classBalancedWeights,
  cosineLogits,
  createClassCovariances,
  crossEntropy,
  deferredWeights,
  focalLoss,
  isdaLogits,
  ldamLoss,
  ldamMargins,
  logitAdjustedLoss,
  logPriors,
  weightedCrossEntropy,
} from "../../src/training/losses/index.js";
import { eagerBackend, numericGradient } from "../networks/eager.js";
import { expectClose } from "../tensor/expectClose.js";

beforeAll(eagerBackend);

/** Training images of RAF-DB per class, in label order. */
const RAF = [1290, 281, 717, 4772, 1982, 705, 2524];
const value = (scalar: tf.Tensor): number => scalar.dataSync()[0]!;
const logits = (): tf.Tensor2D => tf.tensor2d([1, 2, 0, -0.5, 0.3, 1.1], [2, 3]);
const targets = (): tf.Tensor2D => tf.tensor2d([0, 1, 0, 1, 0, 0], [2, 3]);

function expectGradient(f: (x: tf.Tensor) => tf.Scalar, x: tf.Tensor): void {
  expectClose(tf.grad(f)(x).dataSync(), [...numericGradient(f, x, 5e-3)], 2e-3);
}

describe("losses for long tails", () => {
  it("class-balanced weights of RAF-DB are the published formula's", () => {
    expectClose(classBalancedWeights(RAF), [0.671, 2.932, 1.174, 0.214, 0.452, 1.193, 0.364], 6e-4);
    expectClose(classBalancedWeights(RAF, 0.999), [0.764, 2.259, 1.081, 0.558, 0.642, 1.094, 0.602], 6e-4);
    expect([...classBalancedWeights([5, 0, 5])]).toEqual([1, 0, 1]);
  });

  it("deferred re-weighting begins at four fifths of the steps", () => {
    const weights = Float32Array.of(0.5, 1.5);
    expect([...deferredWeights(weights, 159, 200)]).toEqual([1, 1]);
    expect([...deferredWeights(weights, 160, 200)]).toEqual([0.5, 1.5]);
  });

  it("LDAM's margins for RAF-DB are .342 .500 .396 .246 .307 .397 .289", () => {
    expectClose(ldamMargins(RAF), [0.342, 0.5, 0.396, 0.246, 0.307, 0.397, 0.289], 6e-4);
  });

  it("LDAM takes the margin off the true class's cosine, worked out by hand", () => {
    // f = (3, 4) against (1, 0) and (0, 2): cosines .6 and .8.
    const cosines = cosineLogits(
      tf.tensor2d([[3, 4]]),
      tf.tensor2d([
        [1, 0],
        [0, 2],
      ]),
    );
    expectClose(cosines.dataSync(), [0.6, 0.8], 1e-6);
    const options = { margins: tf.tensor1d([0.5, 0.25]), weights: tf.tensor1d([2, 1]), scale: 10 };
    const loss = ldamLoss(cosines, tf.tensor2d([[1, 0]]), options);
    expect(value(loss)).toBeCloseTo(2 * Math.log(1 + Math.exp(8 - 1)), 4);
  });

  it("focal loss is (1 - p)^gamma times cross-entropy", () => {
    const p = [
      Math.E ** 2 / (Math.E + Math.E ** 2 + 1),
      Math.exp(-0.5) / (Math.exp(-0.5) + Math.exp(0.3) + Math.exp(1.1)),
    ];
    for (const gamma of [0, 1, 2]) {
      const wanted = p.reduce((sum, q) => sum - ((1 - q) ** gamma * Math.log(q)) / 2, 0);
      expect(value(focalLoss(logits(), targets(), gamma))).toBeCloseTo(wanted, 5);
    }
    expect(() => focalLoss(logits(), targets(), 0.5)).toThrow(/0 or from 1 up/);
  });

  it("focal loss keeps a finite gradient on an image that is entirely right", () => {
    const gradient = tf.grad((x) => focalLoss(x as tf.Tensor2D, tf.tensor2d([[1, 0]])))(tf.tensor2d([[60, -60]]));
    expect([...gradient.dataSync()].every(Number.isFinite)).toBe(true);
  });

  it("weighted cross-entropy weighs each image by its class and divides by the number of images", () => {
    const one = (row: number): number =>
      value(crossEntropy(tf.slice(logits(), [row, 0], [1, 3]), tf.slice(targets(), [row, 0], [1, 3])));
    const loss = weightedCrossEntropy(logits(), targets(), tf.tensor1d([3, 0.5, 7]));
    expect(value(loss)).toBeCloseTo((0.5 * one(0) + 3 * one(1)) / 2, 5);
  });

  it("logit adjustment: equal logits cost -log prior in training, and the rare class wins after it", () => {
    const priors = logPriors([90, 10]);
    const loss = logitAdjustedLoss(tf.zeros([1, 2]), tf.tensor2d([[0, 1]]), tf.tensor1d(priors));
    expect(value(loss)).toBeCloseTo(-Math.log(0.1), 5);
    expectClose(
      adjustLogits(Float32Array.of(1, 0, 2, 0), priors),
      [1 - Math.log(0.9), -Math.log(0.1), 2 - Math.log(0.9), -Math.log(0.1)],
      1e-5,
    );
    expect(Number.isFinite(logPriors([4, 0])[1]!)).toBe(true);
  });

  it("ISDA adds 0, .15 and .075 to the fixture's logits: loss 1.471877", () => {
    const kernel = tf.transpose(
      tf.tensor2d([
        [1, 0],
        [0, 1],
        [1, 1],
      ]),
    );
    const sigma = [0.5, 0.1, 0.1, 0.3];
    const covariances = tf.tensor3d([...sigma, 9, 9, 9, 9, 9, 9, 9, 9], [3, 2, 2]);
    const target = tf.tensor2d([[1, 0, 0]]);
    const augmented = isdaLogits(tf.tensor2d([[2, 1, 3]]), target, { kernel, covariances, strength: tf.scalar(0.5) });
    expectClose(augmented.dataSync(), [2, 1.15, 3.075], 1e-5);
    expect(value(crossEntropy(augmented, target))).toBeCloseTo(1.471877, 5);
  });

  it("ISDA's covariances after several batches are those of all features at once", () => {
    const parameters = new Parameters(1);
    const estimate = createClassCovariances(parameters.scope("isda"), 3, 2);
    const random = new Random(4);
    const rows: number[][][] = [[], [], []];
    for (const n of [1, 5, 8]) {
      const labels = Array.from({ length: n }, () => random.integer(2));
      const features = labels.map((label) => {
        const row = [...random.normals(2)].map((v) => v + 3 * label);
        rows[label]!.push(row);
        return row;
      });
      estimate.update(tf.tensor2d(features), tf.oneHot(tf.tensor1d(labels, "int32"), 3).toFloat() as tf.Tensor2D);
    }
    const got = estimate.covariances.dataSync();
    for (const label of [0, 1]) {
      const data = Float32Array.from(rows[label]!.flat());
      const wanted = covariance({ data, count: rows[label]!.length, size: 2 }, 0).covariance;
      expectClose(got.slice(4 * label, 4 * label + 4), [...wanted], 1e-4);
    }
    expect([...got.slice(8)]).toEqual([0, 0, 0, 0]);
    parameters.dispose();
  });

  it.each<[string, (x: tf.Tensor) => tf.Scalar]>([
    ["focal", (x) => focalLoss(x as tf.Tensor2D, targets())],
    ["weighted", (x) => weightedCrossEntropy(x as tf.Tensor2D, targets(), tf.tensor1d([3, 0.5, 7]))],
    ["adjusted", (x) => logitAdjustedLoss(x as tf.Tensor2D, targets(), tf.tensor1d([-0.1, -1, -3]))],
    [
      "LDAM",
      (x) => {
        const options = { margins: tf.tensor1d([0.5, 0.2, 0.3]), weights: tf.tensor1d([1, 2, 1]), scale: 3 };
        return ldamLoss(
          cosineLogits(x as tf.Tensor2D, tf.tensor2d([1, 2, 0, 0.5, -1, 2, 1, 0, 1], [3, 3])),
          targets(),
          options,
        );
      },
    ],
    [
      "ISDA, by the kernel",
      (x) => {
        const covariances = tf.tensor3d([1, 0.2, 0.2, 2, 0.5, 0, 0, 0.4, 1, 0, 0, 1], [3, 2, 2]);
        const kernel = tf.reshape(x, [2, 3]) as tf.Tensor2D;
        return crossEntropy(
          isdaLogits(logits(), targets(), { kernel, covariances, strength: tf.scalar(0.5) }),
          targets(),
        );
      },
    ],
  ])("the gradient of the %s loss is that of finite differences", (_, loss) => {
    expectGradient(loss, logits());
  });
});
