import * as tf from "@tensorflow/tfjs-core";
import { beforeAll, describe, expect, it } from "vitest";
import { Random } from "../../src/tensor/random.js";
import { DIFF_AUGMENT_DRAWS, diffAugment } from "../../src/training/steps/diffAugment.js";
import { diffAugmentKinds } from "../../src/training/steps/diffAugmentKinds.js";
import { eagerBackend, numericGradient } from "../networks/eager.js";
import { expectClose } from "../tensor/expectClose.js";

beforeAll(eagerBackend);

const SIZE = 8;
const SHAPE: [number, number, number, number] = [2, SIZE, SIZE, 3];
const values = new Random(1).normals(2 * SIZE * SIZE * 3);
const images = (): tf.Tensor4D => tf.tensor4d(values, SHAPE);
const at = (data: ArrayLike<number>, n: number, y: number, x: number, c: number): number =>
  y < 0 || x < 0 || y >= SIZE || x >= SIZE ? 0 : data[((n * SIZE + y) * SIZE + x) * 3 + c]!;
/** Draws of both images: shift down, shift right, flip, brightness, saturation, contrast, hole y, hole x. */
const draws = (...rows: number[][]): tf.Tensor2D => tf.tensor2d(rows);
const middle = [0.5, 0.5, 0.9, 0.5, 0.5, 0.5, 0.5, 0.5];

function expectPixels(got: tf.Tensor4D, wanted: (n: number, y: number, x: number, c: number) => number): void {
  const data = got.dataSync();
  const all = Array.from(data, (_, i) => {
    const [n, y, x] = [Math.floor(i / 192), Math.floor(i / 24) % 8, Math.floor(i / 3) % 8];
    return wanted(n, y, x, i % 3);
  });
  expectClose(data, all, 1e-5);
}

describe("changes to the discriminator's images", () => {
  it("shift each image by its own whole pixels, an eighth of the side at most, with zeros coming in", () => {
    const [first, second] = [
      [0.99, 0.01, ...middle.slice(2)],
      [0.5, 0.99, ...middle.slice(2)],
    ];
    const moved = diffAugment(images(), draws(first, second), ["translation"]);
    expectPixels(moved, (n, y, x, c) => (n === 0 ? at(values, 0, y - 1, x + 1, c) : at(values, 1, y, x - 1, c)));
  });

  it("mirror an image whose draw is below a half", () => {
    const mirrored = diffAugment(images(), draws([0, 0, 0.4, ...middle.slice(3)], middle), ["flip"]);
    expectPixels(mirrored, (n, y, x, c) => at(values, n, y, n === 0 ? 7 - x : x, c));
  });

  it("cut a square of half the side, clipped at the edge", () => {
    const cut = diffAugment(images(), draws(middle, [...middle.slice(0, 6), 0, 0.5]), ["cutout"]);
    const inside = (v: number, centre: number) => v >= centre - 2 && v < centre + 2;
    expectPixels(cut, (n, y, x, c) => (inside(y, n === 0 ? 4 : 0) && inside(x, 4) ? 0 : at(values, n, y, x, c)));
  });

  it("change brightness by at most .25, saturation and contrast around grey and mean", () => {
    const brighter = diffAugment(images(), draws([...middle.slice(0, 3), 1, 0.5, 0.5, 0, 0], middle), ["color"]);
    expectPixels(brighter, (n, y, x, c) => at(values, n, y, x, c) + (n === 0 ? 0.25 : 0));
    const dull = diffAugment(images(), draws([...middle.slice(0, 3), 0.5, 0, 0.5, 0, 0], middle), ["color"]);
    const grey = (n: number, y: number, x: number) => [0, 1, 2].reduce((sum, c) => sum + at(values, n, y, x, c) / 3, 0);
    expectPixels(dull, (n, y, x, c) => {
      const value = at(values, n, y, x, c);
      return n === 0 ? (value + grey(n, y, x)) / 2 : value;
    });
    const flat = diffAugment(images(), draws([...middle.slice(0, 3), 0.5, 0.5, 0, 0, 0], middle), ["color"]);
    const mean = values.subarray(0, 192).reduce((sum, v) => sum + v / 192, 0);
    expectPixels(flat, (n, y, x, c) => {
      const value = at(values, n, y, x, c);
      return n === 0 ? mean + 0.75 * (value - mean) : value;
    });
  });

  it("do nothing when none is asked for", () => {
    const x = images();
    expect(diffAugment(x, draws(middle, middle), [])).toBe(x);
  });

  it("have the gradient of finite differences, all together", () => {
    const noise = tf.tensor2d(
      Float32Array.from({ length: DIFF_AUGMENT_DRAWS }, (_, i) => (0.37 * (i + 1)) % 1),
      [1, 8],
    );
    const weights = tf.tensor4d(new Random(2).normals(48), [1, 4, 4, 3]);
    const f = (x: tf.Tensor) =>
      tf.sum(tf.mul(weights, tf.square(diffAugment(x as tf.Tensor4D, noise, diffAugmentKinds)))) as tf.Scalar;
    const x = tf.tensor4d(new Random(3).normals(48), [1, 4, 4, 3]);
    expectClose(tf.grad(f)(x).dataSync(), [...numericGradient(f, x)], 2e-2);
  });
});
