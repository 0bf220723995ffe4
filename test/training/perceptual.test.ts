import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as tf from "@tensorflow/tfjs-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type NamedTensor, writeSafetensors } from "../../src/bundle/index.js";
import { type Constant, type GraphNode, writeOnnx } from "../../src/graph/index.js";
import { createDiscriminator, Parameters } from "../../src/networks/index.js";
import { createVgg16 } from "../../src/networks/vgg16.js";
import { Random } from "../../src/tensor/random.js";
import { PerceptualWeightsError } from "../../src/training/errors/perceptualWeightsError.js";
import { featureMatching, lpipsDistance, perceptualDistance } from "../../src/training/losses/index.js";
import { openPerceptualLoss } from "../../src/training/perceptual/perceptualLoss.js";
import { readVgg16 } from "../../src/training/perceptual/readVgg16.js";
import { eagerBackend, numericGradient } from "../networks/eager.js";

let folder: string;
beforeAll(async () => {
  await eagerBackend();
  folder = await mkdtemp(join(tmpdir(), "perceptual-"));
});
afterAll(() => rm(folder, { recursive: true }));

const value = (scalar: tf.Tensor): number => scalar.dataSync()[0]!;
const SIDE = 16;
const image = (seed: number) =>
  tf.tensor4d(new Random(seed).normals(SIDE * SIDE * 3).map(Math.tanh), [1, SIDE, SIDE, 3]);

/** VGG16 with few channels, [O, I, 3, 3], and torchvision's names. */
const CHANNELS = [3, 2, 2, 3, 3, 2, 2, 2, 3, 3, 2, 2, 2, 2];
const LAYERS = [0, 2, 5, 7, 10, 12, 14, 17, 19, 21, 24, 26, 28];
const tensors = new Map<string, NamedTensor>(
  LAYERS.flatMap((layer, i): [string, NamedTensor][] => {
    const [inputs, outputs] = [CHANNELS[i]!, CHANNELS[i + 1]!];
    const random = new Random(3, i);
    return [
      [`features.${layer}.weight`, { shape: [outputs, inputs, 3, 3], data: random.normals(outputs * inputs * 9) }],
      [`features.${layer}.bias`, { shape: [outputs], data: random.normals(outputs) }],
    ];
  }),
);
const LINS = [2, 3, 2, 2, 2].map((channels, i): [string, NamedTensor] => [
  `lin${i}.model.1.weight`,
  { shape: [1, channels, 1, 1], data: new Random(8, i).normals(channels).map(Math.abs) },
]);

/** The same network written out in loops over channels-first maps: its five maps, each [channel][row][column]. */
function byHand(pixels: Float32Array): number[][][][] {
  const [shift, scale] = [
    [-0.03, -0.088, -0.188],
    [0.458, 0.448, 0.45],
  ];
  let x = [0, 1, 2].map((c) =>
    Array.from({ length: SIDE }, (_, row) =>
      Array.from({ length: SIDE }, (_, column) => (pixels[(row * SIDE + column) * 3 + c]! - shift[c]!) / scale[c]!),
    ),
  );
  const maps: number[][][][] = [];
  LAYERS.forEach((layer, index) => {
    const { data, shape } = tensors.get(`features.${layer}.weight`)!;
    const bias = tensors.get(`features.${layer}.bias`)!.data;
    if ([2, 4, 7, 10].includes(index)) {
      x = x.map((map) =>
        Array.from({ length: map.length / 2 }, (_, r) =>
          Array.from({ length: map.length / 2 }, (_, c) =>
            Math.max(
              map[2 * r]![2 * c]!,
              map[2 * r]![2 * c + 1]!,
              map[2 * r + 1]![2 * c]!,
              map[2 * r + 1]![2 * c + 1]!,
            ),
          ),
        ),
      );
    }
    x = Array.from({ length: shape[0]! }, (_, o) =>
      x[0]!.map((line, r) =>
        line.map((_, c) => {
          let sum = bias[o]!;
          for (let i = 0; i < shape[1]!; i++) {
            for (let dr = -1; dr <= 1; dr++) {
              for (let dc = -1; dc <= 1; dc++) {
                sum += (x[i]![r + dr]?.[c + dc] ?? 0) * data[((o * shape[1]! + i) * 3 + dr + 1) * 3 + dc + 1]!;
              }
            }
          }
          return Math.max(0, sum);
        }),
      ),
    );
    if ([1, 3, 6, 9, 12].includes(index)) maps.push(x);
  });
  return maps;
}

const unit = (vector: number[]) => {
  const length = Math.hypot(...vector);
  return vector.map((entry) => entry / (length + 1e-10));
};

/** LPIPS by its definition, from the maps by hand. */
function lpipsByHand(a: number[][][][], b: number[][][][], weights?: readonly Float32Array[]): number {
  return a.reduce((total, map, k) => {
    const places = map[0]!.flatMap((line, r) => line.map((_, c) => [r, c] as const));
    const sums = places.map(([r, c]) => {
      const [u, v] = [map, b[k]!].map((maps) => unit(maps.map((channel) => channel[r]![c]!)));
      return u!.reduce((sum, entry, i) => sum + (weights ? weights[k]![i]! : 1) * (entry - v![i]!) ** 2, 0);
    });
    return total + sums.reduce((sum, entry) => sum + entry, 0) / sums.length;
  }, 0);
}

async function save(name: string, bytes: Uint8Array): Promise<string> {
  await writeFile(join(folder, name), bytes);
  return join(folder, name);
}

describe("LPIPS and feature matching, worked out by hand", () => {
  const map = (values: number[]) => tf.tensor4d(values, [1, 1, 2, 2]);

  it("two places, (3, 4) to (4, 3) and (0, 1) to (1, 0), are 1.04 apart, and .78 with channels weighted 1 and .5", () => {
    const [a, b] = [map([3, 4, 0, 1]), map([4, 3, 1, 0])];
    expect(value(lpipsDistance([a], [b]))).toBeCloseTo(1.04, 5);
    expect(value(lpipsDistance([a], [b], [tf.tensor1d([1, 0.5])]))).toBeCloseTo(0.78, 5);
    expect(value(lpipsDistance([a, a], [b, b]))).toBeCloseTo(2.08, 5);
  });

  it("LPIPS has the gradient of finite differences, and a finite one at zero", () => {
    const target = map([3, 4, 0, 1]);
    const f = (x: tf.Tensor) => lpipsDistance([target], [x as tf.Tensor4D]);
    const [got, wanted] = [
      tf
        .grad(f)(map([1, 2, 2, 1]))
        .dataSync(),
      numericGradient(f, map([1, 2, 2, 1]), 5e-3),
    ];
    got.forEach((entry, i) => {
      expect(entry).toBeCloseTo(wanted[i]!, 3);
    });
    expect(
      tf
        .grad(f)(map([0, 0, 0, 0]))
        .dataSync()
        .every(Number.isFinite),
    ).toBe(true);
  });

  it("half the squared distance of the means (1, 2) and (0, 0) is 2.5", () => {
    expect(
      value(
        featureMatching(
          tf.tensor2d([
            [0, 2],
            [2, 2],
          ]),
          tf.tensor2d([
            [1, -1],
            [-1, 1],
          ]),
        ),
      ),
    ).toBeCloseTo(2.5, 6);
  });
});

describe("VGG16 from a user's file", () => {
  it("gives the five maps of the network written out in loops", async () => {
    const { convolutions } = await readVgg16(await save("vgg.safetensors", writeSafetensors(tensors)));
    const parameters = new Parameters(0);
    const maps = createVgg16(parameters, convolutions)(image(1));
    const expected = byHand(image(1).dataSync() as Float32Array);
    maps.forEach((map, k) => {
      const channelsFirst = Array.from(tf.transpose(map, [0, 3, 1, 2]).dataSync());
      const wanted = expected[k]!.flat(2);
      const scale = Math.max(...wanted);
      expect(channelsFirst).toHaveLength(wanted.length);
      channelsFirst.forEach((entry, i) => {
        expect(Math.abs(entry - wanted[i]!) / scale).toBeLessThan(1e-4);
      });
    });
    parameters.dispose();
  });

  it("as the perceptual loss is LPIPS with the file's channel weights, or without, or the paper's L1", async () => {
    const [a, b] = [byHand(image(1).dataSync() as Float32Array), byHand(image(2).dataSync() as Float32Array)];
    const teacher = undefined as never;
    const measure = async (weights: string, form: "l1" | "lpips") => {
      const { distance, parameters } = await openPerceptualLoss(
        { kind: "vgg16", weights, form },
        { teacher, model: teacher },
      );
      const measured = value(distance!(image(1), image(2)));
      for (const made of parameters) made.dispose();
      return measured;
    };
    const plain = await save("plain.safetensors", writeSafetensors(tensors));
    const learned = await save("learned.safetensors", writeSafetensors(new Map([...tensors, ...LINS])));
    expect(await measure(plain, "lpips")).toBeCloseTo(lpipsByHand(a, b), 4);
    expect(await measure(learned, "lpips")).toBeCloseTo(
      lpipsByHand(
        a,
        b,
        LINS.map(([, { data }]) => data),
      ),
      4,
    );
    expect(await measure(plain, "l1")).toBeGreaterThan(0);
  });

  it("is the same from an ONNX model, whatever its weights are called there", async () => {
    const constants = new Map<string, Constant>();
    const nodes = LAYERS.map((layer, i): GraphNode => {
      for (const kind of ["weight", "bias"]) {
        const { shape, data } = tensors.get(`features.${layer}.${kind}`)!;
        constants.set(`${kind}_${i}`, { type: "float32", shape, bytes: new Uint8Array(data.buffer.slice(0)) });
      }
      const [input, output] = [i === 0 ? "x" : `y${i - 1}`, i === 12 ? "y" : `y${i}`];
      return {
        ...{ op: "Conv", inputs: [input, `weight_${i}`, `bias_${i}`], outputs: [output] },
        attributes: { pads: [1, 1, 1, 1] },
      };
    });
    const model = writeOnnx({
      inputs: [{ name: "x", type: "float32", shape: [1, 3, SIDE, SIDE] }],
      outputs: [{ name: "y", type: "float32", shape: [1, 2, SIDE, SIDE] }],
      ...{ nodes, constants },
    });
    const fromOnnx = await readVgg16(await save("vgg.onnx", model));
    expect(fromOnnx).toEqual(await readVgg16(await save("again.safetensors", writeSafetensors(tensors))));
  });

  it("is refused with the reason when it is missing, no such file, or another network", async () => {
    const without = new Map([...tensors].filter(([name]) => name !== "features.19.bias"));
    const narrow = new Map(tensors).set("features.2.weight", { shape: [2, 5, 3, 3], data: new Float32Array(90) });
    const files = {
      'no "features.19.bias"': await save("without.safetensors", writeSafetensors(without)),
      "takes 5 channels and is given 2": await save("narrow.safetensors", writeSafetensors(narrow)),
      "none for map 4": await save("lins.safetensors", writeSafetensors(new Map([...tensors, ...LINS.slice(0, 4)]))),
      "cannot be read": await save("broken.onnx", Uint8Array.of(1, 2, 3)),
    };
    for (const [reason, path] of Object.entries({
      ...files,
      "it cannot be read": join(folder, "absent.safetensors"),
    })) {
      await expect(readVgg16(path)).rejects.toThrow(PerceptualWeightsError);
      await expect(readVgg16(path)).rejects.toThrow(reason);
    }
  });
});

describe("the perceptual loss without another network", () => {
  it("compares the discriminator's first three maps, or nothing but gradients", async () => {
    const parameters = new Parameters(1);
    const discriminator = createDiscriminator(parameters, { size: 24, width: 2 });
    const given = { teacher: undefined as never, model: { discriminator } };
    const [a, b] = [5, 6].map((seed) => tf.tensor4d(new Random(seed).normals(24 * 24 * 3), [1, 24, 24, 3]));
    const { distance } = await openPerceptualLoss({ kind: "discriminator" }, given);
    const maps = [a!, b!].map((x) => discriminator.look(x, false).maps.slice(0, 3));
    expect(value(distance!(a!, b!))).toBeCloseTo(value(perceptualDistance(maps[0]!, maps[1]!)), 6);
    expect(value(distance!(a!, b!))).toBeGreaterThan(0);
    expect((await openPerceptualLoss({ kind: "gradients" }, given)).distance).toBeUndefined();
    parameters.dispose();
  });
});
