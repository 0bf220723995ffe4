import * as tf from "@tensorflow/tfjs-core";
import { afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { averagePool2, Parameters, upsample2 } from "../../src/networks/index.js";
import { batchNorm } from "../../src/networks/layers/batchNorm.js";
import { enlargedConvolution } from "../../src/networks/layers/enlargedConvolution.js";
import { selfAttention } from "../../src/networks/layers/selfAttention.js";
import { spectralNorm } from "../../src/networks/layers/spectralNorm.js";
import { Random } from "../../src/tensor/random.js";
import { eagerBackend, numericGradient } from "./eager.js";

beforeAll(eagerBackend);

let parameters: Parameters;
beforeEach(() => {
  parameters = new Parameters(1);
});
afterEach(() => parameters.dispose());

const random = (...shape: number[]): tf.Tensor =>
  tf.tensor(new Random(5, ...shape).normals(shape.reduce((a, b) => a * b, 1)), shape);

function expectClose(got: ArrayLike<number>, wanted: ArrayLike<number>, tolerance: number): void {
  expect(got.length).toBe(wanted.length);
  for (let i = 0; i < got.length; i++) expect(Math.abs(got[i]! - wanted[i]!)).toBeLessThan(tolerance);
}

describe("spectralNorm", () => {
  // W = [[3, 0], [4, 5]] of docs/method.md; kernels keep outputs last, so this is its transpose.
  const kernel = (): tf.Tensor => tf.tensor2d([3, 4, 0, 5], [2, 2]);

  it("finds the published sigma after one, two and three power iterations", () => {
    const normalise = spectralNorm(parameters, 2);
    parameters.all.get("u")!.assign(tf.tensor2d([1, 0], [1, 2]));
    const sigmas = [1, 2, 3].map(() => 3 / normalise(kernel(), true).dataSync()[0]!);
    expectClose(sigmas, [5, 6.671746, 6.70775], 1e-5);
  });

  it("leaves its vector alone outside of training", () => {
    const normalise = spectralNorm(parameters, 2);
    const before = parameters.all.get("u")!.dataSync().slice();
    normalise(kernel(), false);
    expect([...parameters.all.get("u")!.dataSync()]).toEqual([...before]);
  });

  it("has the gradient that finite differences give when the vectors have converged", () => {
    const normalise = spectralNorm(parameters, 2);
    for (let i = 0; i < 40; i++) normalise(kernel(), true);
    const weights = tf.tensor2d([0.3, -1, 2, 0.7], [2, 2]);
    const f = (x: tf.Tensor): tf.Scalar => tf.sum(tf.mul(normalise(x, false), weights));
    expectClose(tf.grad(f)(kernel()).dataSync(), numericGradient(f, kernel()), 2e-3);
  });
});

describe("batchNorm", () => {
  it("gives each channel mean 0 and variance 1 in training, and moves the running statistics by a tenth", () => {
    const layer = batchNorm(parameters, 2);
    const y = layer(tf.tensor2d([1, 10, 3, 30], [2, 2]), true);
    expectClose(y.dataSync(), [-1, -1, 1, 1], 1e-4);
    expectClose(parameters.all.get("mean")!.dataSync(), [0.2, 2], 1e-6);
    // Unbiased variances are 2 and 200.
    expectClose(parameters.all.get("variance")!.dataSync(), [0.9 + 0.2, 0.9 + 20], 1e-4);
  });

  it("uses the running statistics otherwise", () => {
    const layer = batchNorm(parameters, 1);
    parameters.all.get("mean")!.assign(tf.tensor1d([4]));
    parameters.all.get("variance")!.assign(tf.tensor1d([9]));
    expectClose(layer(tf.tensor2d([10], [1, 1]), false).dataSync(), [2], 1e-5);
  });

  it("has the gradient that finite differences give", () => {
    const layer = batchNorm(parameters, 3);
    const weights = random(2, 2, 2, 3);
    const f = (x: tf.Tensor): tf.Scalar => tf.sum(tf.mul(layer(x, true), weights));
    const x = random(2, 2, 2, 3);
    expectClose(tf.grad(f)(x).dataSync(), numericGradient(f, x), 5e-3);
  });
});

describe("upsample2 and averagePool2", () => {
  const image = (): tf.Tensor4D => tf.tensor4d([1, 10, 2, 20, 3, 30, 4, 40], [1, 2, 2, 2]);

  it("repeats every pixel in a square", () => {
    const red = tf.slice(upsample2(image()), [0, 0, 0, 0], [1, 4, 4, 1]).dataSync();
    expect([...red]).toEqual([1, 1, 2, 2, 1, 1, 2, 2, 3, 3, 4, 4, 3, 3, 4, 4]);
  });

  it("undo each other", () => {
    expect([...averagePool2(upsample2(image())).dataSync()]).toEqual([...image().dataSync()]);
  });

  it.each([
    ["upsample2", upsample2],
    ["averagePool2", averagePool2],
  ])("%s has the gradient that finite differences give", (_, layer) => {
    const x = random(2, 4, 4, 2);
    const weights = random(...layer(x as tf.Tensor4D).shape);
    const f = (value: tf.Tensor): tf.Scalar => tf.sum(tf.mul(layer(value as tf.Tensor4D), weights));
    expectClose(tf.grad(f)(x).dataSync(), numericGradient(f, x), 5e-3);
  });
});

describe("selfAttention", () => {
  it("starts as the identity and keeps the shape", () => {
    const layer = selfAttention(parameters, 8);
    const x = random(2, 4, 4, 8) as tf.Tensor4D;
    expectClose(layer(x, true).dataSync(), x.dataSync(), 1e-6);
  });
});

describe("enlargedConvolution", () => {
  const kernel = (): tf.Tensor4D => random(3, 3, 2, 3) as tf.Tensor4D;
  // By tiling, not with the enlargement that it replaces.
  const repeated = (x: tf.Tensor4D): tf.Tensor4D => {
    const [n, height, width, channels] = x.shape;
    const tiled = tf.tile(tf.reshape(x, [n, height, 1, width, 1, channels]), [1, 1, 2, 1, 2, 1]);
    return tf.reshape(tiled, [n, 2 * height, 2 * width, channels]);
  };

  it("is a convolution of the enlarged image, borders included", () => {
    const x = random(2, 3, 4, 2) as tf.Tensor4D;
    const wanted = tf.conv2d(repeated(x), kernel(), 1, "same");
    const got = enlargedConvolution(x, kernel());
    expect(got.shape).toEqual(wanted.shape);
    expectClose(got.dataSync(), wanted.dataSync(), 1e-5);
  });

  it("has the gradients of finite differences, for the image and for the kernel", () => {
    const weights = random(1, 4, 6, 3);
    const x = random(1, 2, 3, 2);
    const ofImage = (image: tf.Tensor): tf.Scalar =>
      tf.sum(tf.mul(enlargedConvolution(image as tf.Tensor4D, kernel()), weights));
    expectClose(tf.grad(ofImage)(x).dataSync(), numericGradient(ofImage, x, 1e-2), 2e-2);
    const ofKernel = (k: tf.Tensor): tf.Scalar =>
      tf.sum(tf.mul(enlargedConvolution(x as tf.Tensor4D, k as tf.Tensor4D), weights));
    expectClose(tf.grad(ofKernel)(kernel()).dataSync(), numericGradient(ofKernel, kernel(), 1e-2), 2e-2);
  });
});
