import * as tf from "@tensorflow/tfjs-core";
import { beforeAll, describe, expect, it } from "vitest";
import { Random } from "../../src/tensor/random.js";
import {
  crossEntropy,
  fakeHinge,
  featureDistance,
  generatorHinge,
  gradientDistance,
  klDivergence,
  meanAbsoluteError,
  perceptualDistance,
  realHinge,
} from "../../src/training/losses/index.js";
import { eagerBackend, numericGradient } from "../networks/eager.js";

beforeAll(eagerBackend);

const value = (scalar: tf.Scalar): number => scalar.dataSync()[0]!;
const random = (seed: number, shape: [number, number, number, number]): tf.Tensor4D =>
  tf.tensor4d(new Random(seed).normals(shape.reduce((a, b) => a * b, 1)), shape);

function expectGradient(f: (x: tf.Tensor) => tf.Scalar, x: tf.Tensor, tolerance: number): void {
  const [got, wanted] = [tf.grad(f)(x).dataSync(), numericGradient(f, x, 5e-3)];
  got.forEach((entry, i) => {
    expect(Math.abs(entry - wanted[i]!)).toBeLessThan(tolerance);
  });
}

describe("losses have the values of docs/method.md's fixtures", () => {
  it("KL divergence of means (.5, -1) and variances (.25, 2) is 1.096574", () => {
    const kl = klDivergence(tf.tensor2d([[0.5, -1]]), tf.log(tf.tensor2d([[0.25, 2]])));
    expect(value(kl)).toBeCloseTo(1.096574, 5);
  });

  it("KL divergence is summed over dimensions and averaged over images", () => {
    const mean = tf.tensor2d([0.5, -1, 0.5, -1, 0, 0], [3, 2]);
    const variance = tf.tensor2d([0.25, 2, 0.25, 2, 1, 1], [3, 2]);
    expect(value(klDivergence(mean, tf.log(variance)))).toBeCloseTo((2 * 1.096574) / 3, 5);
  });

  it("hinge losses of scores (1.5, .2) and (-.5, .7) are .4, 1.1 and -.1", () => {
    expect(value(realHinge(tf.tensor2d([[1.5], [0.2]])))).toBeCloseTo(0.4, 6);
    expect(value(fakeHinge(tf.tensor2d([[-0.5], [0.7]])))).toBeCloseTo(1.1, 6);
    expect(value(generatorHinge(tf.tensor2d([[-0.5], [0.7]])))).toBeCloseTo(-0.1, 6);
  });

  it("cross-entropy is that of a softmax worked out by hand", () => {
    const loss = crossEntropy(tf.tensor2d([[1, 2, 0]]), tf.tensor2d([[0, 0.5, 0.5]]));
    const normaliser = Math.log(Math.E + Math.E ** 2 + 1);
    expect(value(loss)).toBeCloseTo(normaliser - 1, 5);
  });
});

describe("the angle between pooled features", () => {
  it("is the mean of 1 - cosine: 0 for parallel rows, 1 for a right angle", () => {
    const [a, b] = [tf.tensor2d([1, 2, 2, 3, 0, 0], [2, 3]), tf.tensor2d([10, 20, 20, 0, 5, 0], [2, 3])];
    expect(value(featureDistance(a, a))).toBeCloseTo(0, 5);
    expect(value(featureDistance(a, b))).toBeCloseTo(0.5, 5);
  });

  it("has the gradient of finite differences", () => {
    const target = tf.reshape(random(5, [1, 1, 3, 4]), [3, 4]) as tf.Tensor2D;
    const from = tf.reshape(random(6, [1, 1, 3, 4]), [3, 4]) as tf.Tensor2D;
    expectGradient((x) => featureDistance(target, x as tf.Tensor2D), from, 1e-3);
  });
});

describe("gradients agree with finite differences", () => {
  it("mean absolute error", () => {
    const target = random(1, [1, 3, 3, 2]);
    expectGradient((x) => meanAbsoluteError(x, target), random(2, [1, 3, 3, 2]), 1e-3);
  });

  it("perceptual distance", () => {
    const target = [random(1, [1, 2, 2, 3])];
    expectGradient((x) => perceptualDistance(target, [x as tf.Tensor4D]), random(2, [1, 2, 2, 3]), 5e-3);
  });

  it("gradient distance", () => {
    const target = random(1, [1, 8, 8, 1]);
    expectGradient((x) => gradientDistance(target, x as tf.Tensor4D), random(2, [1, 8, 8, 1]), 2e-3);
  });
});

describe("distances of images", () => {
  it("are zero for equal images and do not see the length of feature vectors", () => {
    const map = random(3, [1, 2, 2, 4]);
    expect(value(perceptualDistance([map], [tf.mul(map, 7)]))).toBeCloseTo(0, 4);
    expect(value(gradientDistance(random(3, [1, 8, 8, 3]), random(3, [1, 8, 8, 3])))).toBe(0);
  });

  it("the gradient distance does not see a change of brightness", () => {
    const image = random(3, [1, 8, 8, 3]);
    expect(value(gradientDistance(image, tf.add(image, 0.5) as tf.Tensor4D))).toBeCloseTo(0, 5);
  });

  it("an all-zero feature vector has a finite gradient", () => {
    const zero = tf.zeros([1, 1, 1, 3]) as tf.Tensor4D;
    const gradient = tf.grad((x) => perceptualDistance([random(1, [1, 1, 1, 3])], [x as tf.Tensor4D]))(zero);
    expect(gradient.dataSync().every(Number.isFinite)).toBe(true);
  });
});
