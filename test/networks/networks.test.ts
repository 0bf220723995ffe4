import * as tf from "@tensorflow/tfjs-core";
import { afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import {
  createDan,
  createDiscriminator,
  createEncoder,
  createGenerator,
  createResNet,
  Parameters,
  scaleImages,
  UnsupportedImageSizeError,
  unscaleImages,
} from "../../src/networks/index.js";
import { orthogonal } from "../../src/networks/initialisers.js";
import { createResNetTrunk } from "../../src/networks/resnet.js";
import { Random } from "../../src/tensor/random.js";
import { eagerBackend } from "./eager.js";

beforeAll(eagerBackend);

let parameters: Parameters;
beforeEach(() => {
  parameters = new Parameters(1);
});
afterEach(() => parameters.dispose());

const images = (n: number, size: number): tf.Tensor4D =>
  tf.tensor4d(
    new Random(2).normals(n * size * size * 3).map((v) => Math.tanh(v)),
    [n, size, size, 3],
  );

describe("networks", () => {
  it("the generator makes images in [-1, 1] of the wanted size", () => {
    const generator = createGenerator(parameters.scope("g"), { size: 24, width: 2, latents: 16 });
    const made = generator(tf.tensor2d(new Random(3).normals(32), [2, 16]), true);
    expect(made.shape).toEqual([2, 24, 24, 3]);
    expect(Math.max(...made.dataSync().map(Math.abs))).toBeLessThanOrEqual(1);
  });

  it("each chunk of z changes the image", () => {
    const generator = createGenerator(parameters.scope("g"), { size: 24, width: 2, latents: 16 });
    const z = new Random(3).normals(16);
    const base = generator(tf.tensor2d(z, [1, 16]), false)
      .dataSync()
      .slice();
    for (const chunk of [0, 4, 8, 12]) {
      const moved = z.map((value, i) => (i >= chunk && i < chunk + 4 ? value + 1 : value));
      const image = generator(tf.tensor2d(moved, [1, 16]), false).dataSync();
      expect(image.some((value, i) => Math.abs(value - base[i]!) > 1e-4)).toBe(true);
    }
  });

  it("the discriminator gives one score per image", () => {
    const discriminator = createDiscriminator(parameters.scope("d"), { size: 24, width: 2, attentionAt: 12 });
    expect(discriminator(images(3, 24), true).shape).toEqual([3, 1]);
  });

  it("the encoder gives a posterior that starts narrow", () => {
    const encoder = createEncoder(parameters.scope("e"), { size: 24, width: 2, latents: 10 });
    const { mean, logVariance } = encoder(images(3, 24), true);
    expect(mean.shape).toEqual([3, 10]);
    const average = Array.from(logVariance.dataSync()).reduce((sum, entry) => sum + entry, 0) / 30;
    expect(Math.abs(average + 2)).toBeLessThan(0.5);
  });

  it.each(["small", "imagenet"] as const)("a ResNet with the %s stem gives logits and five maps", (stem) => {
    const resnet = createResNet(parameters.scope("r"), { depth: 18, classes: 7, stem, width: 1 / 16 });
    const { logits, taps } = resnet(images(2, 48), true);
    expect(logits.shape).toEqual([2, 7]);
    const sides = stem === "small" ? [24, 24, 12, 6, 3] : [24, 12, 6, 3, 2];
    expect(taps.map((tap) => tap.shape[1])).toEqual(sides);
  });

  it("a DAN with the small stem keeps a last map of 6 x 6 at 48 px, on which its heads can tell places apart", () => {
    const dan = createDan(parameters.scope("d"), { classes: 7, stem: "small", width: 1 / 16, heads: 2 });
    const { logits, features, heads } = dan(images(2, 48), true);
    expect([logits.shape, features.shape, heads.shape]).toEqual([
      [2, 7],
      [2, dan.channels],
      [2, dan.channels, 2],
    ]);
    const trunk = createResNetTrunk(parameters.scope("t"), { depth: 18, stem: "small", width: 1 / 16, lastStride: 1 });
    expect(trunk.maps(images(1, 48), true).at(-1)!.shape.slice(1, 3)).toEqual([6, 6]);
  });

  it("answers for an image do not depend on its neighbours outside of training", () => {
    const resnet = createResNet(parameters.scope("r"), { depth: 18, classes: 7, stem: "small", width: 1 / 16 });
    const pair = images(2, 24);
    const together = resnet(pair, false).logits.dataSync().slice(0, 7);
    const alone = resnet(tf.slice(pair, [0, 0, 0, 0], [1, -1, -1, -1]), false).logits.dataSync();
    together.forEach((value, i) => {
      expect(value).toBeCloseTo(alone[i]!, 5);
    });
  });

  it("refuses a size that no doubling reaches, and says which are possible", () => {
    expect(() => createGenerator(parameters.scope("g"), { size: 100, width: 2, latents: 16 })).toThrow(
      UnsupportedImageSizeError,
    );
    expect(() => createEncoder(parameters.scope("e"), { size: 100, width: 2, latents: 16 })).toThrow(/48.*100/);
  });
});

describe("ResNet with zeroLast", () => {
  it("is at first what its shortcuts alone are: second convolutions do not matter", () => {
    createResNet(parameters.scope("r"), { depth: 18, classes: 2, stem: "small", width: 1 / 16, zeroLast: true });
    const names = [...parameters.all.keys()];
    const zero = names.filter((name) =>
      parameters.all
        .get(name)!
        .dataSync()
        .every((value) => value === 0),
    );
    expect(zero.filter((name) => name.endsWith("gain"))).toEqual(names.filter((name) => name.endsWith("norm2/gain")));
    expect(zero.filter((name) => name.endsWith("gain"))).toHaveLength(8);
  });
});

describe("scaleImages", () => {
  it("maps bytes to [-1, 1] and back", () => {
    const bytes = tf.tensor4d([0, 127.5, 255], [1, 1, 1, 3]);
    expect([...scaleImages(bytes).dataSync()]).toEqual([-1, 0, 1]);
    expect([...unscaleImages(scaleImages(bytes)).dataSync()]).toEqual([0, 127.5, 255]);
  });
});

describe("Parameters", () => {
  it("draws the same values for a name whatever was made before, and under another prefix", () => {
    const initialiser = orthogonal();
    const first = parameters.weight("a/kernel", [3, 3, 2, 4], initialiser).dataSync().slice();
    const other = new Parameters(1, { prefix: "copy/", frozen: true });
    other.weight("before", [2, 2], initialiser);
    const copy = other.weight("a/kernel", [3, 3, 2, 4], initialiser);
    expect([...copy.dataSync()]).toEqual([...first]);
    expect(other.trainable).toEqual([]);
    other.dispose();
  });

  it.each([[[3, 3, 4, 8]], [[1, 1, 4, 9]]])("an orthogonal kernel %s has orthonormal rows or columns", (shape) => {
    const columns = shape.at(-1)!;
    const rows = shape.slice(0, -1).reduce((a, b) => a * b, 1);
    const matrix = tf.tensor2d(orthogonal()(shape, new Random(4)), [rows, columns]);
    const product = rows >= columns ? tf.matMul(matrix, matrix, true, false) : tf.matMul(matrix, matrix, false, true);
    const gap = tf.sub(product, tf.eye(Math.min(rows, columns)));
    expect(tf.max(tf.abs(gap)).dataSync()[0]).toBeLessThan(1e-5);
  });
});
