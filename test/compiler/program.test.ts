import * as tf from "@tensorflow/tfjs-core";
import { beforeAll, describe, expect, it } from "vitest";
import { compile, exportOnnx, SymbolicReadError, UnsupportedKernelError } from "../../src/compiler/index.js";
import { readOnnx } from "../../src/graph/index.js";
import { openProgram, openSession, StateStore } from "../../src/runtime/index.js";
import type { HostTensor } from "../../src/tensor/hostTensor.js";
import { Random } from "../../src/tensor/random.js";
import { smallResNet } from "../support/smallResNet.js";

let counters = 0;
const CPU = { device: "cpu", threads: 1 } as const;
const float = (shape: number[], data: number[]): HostTensor => ({
  dtype: "float32",
  shape,
  data: Float32Array.from(data),
});

beforeAll(async () => {
  await tf.setBackend("cpu");
});

describe("A compiled training step", () => {
  const batch = 4;
  const size = 12;
  const images = new Random(3, "images").normals(batch * size * size * 3);
  const classes = Int32Array.of(0, 1, 2, 3);
  const inputs = [
    { name: "images", dtype: "float32", shape: [batch, size, size, 3] },
    { name: "classes", dtype: "int32", shape: [batch] },
  ] as const;
  const optimisers: [string, () => tf.Optimizer][] = [
    ["gradient descent", () => tf.train.sgd(0.05)],
    ["momentum", () => tf.train.momentum(0.05, 0.9)],
    ["Adam", () => tf.train.adam(0.01)],
    ["RMSProp", () => tf.train.rmsprop(0.01)],
  ];

  it.each(optimisers)("follows TensorFlow.js for five steps of %s", async (_, makeOptimiser) => {
    const network = smallResNet(5);
    const loss = (x: tf.Tensor, y: tf.Tensor) => network.loss(x as tf.Tensor4D, y as tf.Tensor1D);
    const initial = network.variables.map((variable) => variable.clone());
    const eager = makeOptimiser();
    const expected: number[] = [];
    for (let step = 0; step < 5; step++) {
      const x = tf.tensor(images, [batch, size, size, 3]);
      expected.push(
        eager.minimize(() => loss(x, tf.tensor1d(classes, "int32")), true, network.variables)!.dataSync()[0]!,
      );
    }
    network.variables.forEach((variable, i) => {
      variable.assign(initial[i]!);
    });

    const optimiser = makeOptimiser();
    const program = compile(
      (x) => ({ loss: optimiser.minimize(() => loss(x.images!, x.classes!), true, network.variables)! }),
      { inputs },
    );
    const running = await openProgram(program, CPU);
    for (let step = 0; step < 5; step++) {
      const { loss: actual } = await running.step({
        images: { dtype: "float32", shape: [batch, size, size, 3], data: images },
        classes: { dtype: "int32", shape: [batch], data: classes },
      });
      expect(actual!.data[0]).toBeCloseTo(expected[step]!, 3);
    }
    expect(expected[4]).toBeLessThan(expected[0]! * 0.9);
    await running.close();
  });

  it("compiles to the same bytes twice", () => {
    const network = smallResNet(5);
    const optimiser = tf.train.momentum(0.05, 0.9);
    const build = () =>
      compile(
        (x) => ({
          loss: optimiser.minimize(
            () => network.loss(x.images as tf.Tensor4D, x.classes as tf.Tensor1D),
            true,
            network.variables,
          )!,
        }),
        { inputs },
      ).model;
    build();
    expect(Buffer.compare(build(), build())).toBe(0);
  });

  it("has no transposes but those of the input, the kernels and the weight gradients", () => {
    const network = smallResNet(5);
    const program = compile((x) => ({ logits: network.logits(x.images as tf.Tensor4D) }), { inputs: [inputs[0]] });
    const transposes = readOnnx(program.model).nodes.filter((node) => node.op === "Transpose");
    expect(transposes).toHaveLength(1);
  });
});

describe("State", () => {
  const counter = () => {
    const total = tf.variable(tf.scalar(10), false, `counter${counters++}`);
    const add = compile(
      ({ x }) => {
        total.assign(tf.add(total, x!) as tf.Scalar);
        return { total };
      },
      { inputs: [{ name: "x", dtype: "float32", shape: [] }] },
    );
    return { total, add };
  };

  it("is carried from step to step, starts from the variable's value, and leaves the variable itself alone", async () => {
    const { total, add } = counter();
    const running = await openProgram(add, CPU);
    await running.step({ x: float([], [1]) });
    await running.step({ x: float([], [2]) });
    expect((await running.step({ x: float([], [3]) })).total!.data[0]).toBe(16);
    expect(total.dataSync()[0]).toBe(10);
  });

  it("is shared by programs on one store, by the variables' names", async () => {
    const { total, add } = counter();
    const twice = compile(() => ({ twice: tf.mul(total, 2) }), { inputs: [] });
    const store = new StateStore();
    const [adding, reading] = [await openProgram(add, { ...CPU, store }), await openProgram(twice, { ...CPU, store })];
    await adding.step({ x: float([], [5]) });
    expect((await reading.step({})).twice!.data[0]).toBe(30);
  });

  it("is read and written in the variable's own axis order, whatever the program keeps it in", async () => {
    const kernel = tf.variable(
      tf.tensor(new Random(1, "kernel").normals(2 * 3 * 4 * 5), [2, 3, 4, 5]),
      true,
      "ordered/kernel",
    );
    const program = compile(
      ({ x }) => {
        const y = tf.conv2d(x as tf.Tensor4D, kernel as tf.Tensor4D, 1, "same");
        kernel.assign(tf.mul(kernel, 2));
        return { y };
      },
      { inputs: [{ name: "x", dtype: "float32", shape: [1, 6, 6, 4] }] },
    );
    expect(program.state[0]!.order).toEqual([3, 2, 0, 1]);
    const running = await openProgram(program, CPU);
    const x = float([1, 6, 6, 4], [...new Random(2, "x").normals(144)]);
    await running.step({ x });
    const value = (await running.store.read()).get("ordered/kernel")!;
    expect(value.shape).toEqual([2, 3, 4, 5]);
    expect([...value.data]).toEqual([...kernel.dataSync()].map((element) => element * 2));
    running.store.write(
      new Map([["ordered/kernel", { ...value, data: value.data.map((element) => element * 3) as Float32Array }]]),
    );
    await running.step({ x });
    const written = (await running.store.read()).get("ordered/kernel")!;
    for (let i = 0; i < 120; i++) expect(written.data[i]).toBeCloseTo(kernel.dataSync()[i]! * 12, 4);
  });
});

describe("Variables that are constants", () => {
  const inputs = [{ name: "x", dtype: "float32", shape: [2] }] as const;

  it("are written into the graph with the values that they have, and are no state", async () => {
    const [frozen, live] = [tf.variable(tf.tensor1d([3, 5])), tf.variable(tf.tensor1d([0, 0]))];
    const fn = ({ x }: { x: tf.Tensor }) => {
      live.assign(tf.add(live, tf.mul(x, frozen)));
      return { sum: tf.sum(live) };
    };
    const program = compile(fn, { inputs, constants: [frozen] });
    expect(program.state.map(({ name }) => name)).toEqual([live.name]);
    frozen.assign(tf.tensor1d([100, 100]));
    const running = await openProgram(program, CPU);
    await running.step({ x: float([2], [1, 1]) });
    const { sum } = await running.step({ x: float([2], [1, 2]) });
    expect([...sum!.data]).toEqual([3 + 5 + 3 + 10]);
    await running.close();
  });

  it("may not be assigned by the function", () => {
    const frozen = tf.variable(tf.tensor1d([3, 5]), true, `constant${counters++}`);
    const fn = ({ x }: { x: tf.Tensor }) => {
      frozen.assign(x as tf.Tensor1D);
      return { x };
    };
    expect(() => compile(fn, { inputs, constants: [frozen] })).toThrow(
      /Expected variable "constant.* to keep its value/,
    );
    expect([...frozen.dataSync()]).toEqual([3, 5]);
  });
});

describe("A network exported for serving", () => {
  const network = smallResNet(6);
  const model = exportOnnx(
    ({ images }) => ({ probabilities: tf.softmax(network.logits(tf.div(images!, 255))), scaled: tf.mul(images!, 1.5) }),
    { inputs: [{ name: "images", dtype: "uint8", shape: [-1, 12, 12, 3] }], outputs: { scaled: "uint8" } },
  );
  const bytes = (count: number) => Uint8Array.from({ length: count * 432 }, (_, i) => (i * 37) % 256);

  it.each([1, 2, 7])("takes a batch of %i images as bytes and gives TensorFlow.js's answer", async (count) => {
    const session = await openSession(model, CPU);
    const { probabilities, scaled } = await session.run({
      images: { dtype: "uint8", shape: [count, 12, 12, 3], data: bytes(count) },
    });
    const eager = tf.softmax(
      network.logits(tf.div(tf.tensor(Float32Array.from(bytes(count)), [count, 12, 12, 3]), 255)),
    );
    expect(probabilities!.shape).toEqual([count, 4]);
    eager.dataSync().forEach((value, i) => {
      expect(probabilities!.data[i]).toBeCloseTo(value, 5);
    });
    expect(scaled!.dtype).toBe("uint8");
    expect([...scaled!.data.slice(0, 6)]).toEqual([0, 56, 111, 166, 222, 255]);
    await session.close();
  });

  it("holds what follows from its weights alone as constants, computed once", async () => {
    const weight = tf.tensor2d([1, 2, 3, 4], [2, 2]);
    const scaled = exportOnnx(
      ({ x }) => ({ y: tf.matMul(x as tf.Tensor2D, tf.div(weight, tf.norm(weight)) as tf.Tensor2D) }),
      {
        inputs: [{ name: "x", dtype: "float32", shape: [-1, 2] }],
      },
    );
    expect(readOnnx(scaled).nodes.map((node) => node.op)).toEqual(["Gemm", "Identity"]);
    const session = await openSession(scaled, CPU);
    const { y } = await session.run({ x: float([1, 2], [1, 1]) });
    expect(y!.data[0]).toBeCloseTo(4 / Math.sqrt(30), 6);
    expect(y!.data[1]).toBeCloseTo(6 / Math.sqrt(30), 6);
    await session.close();
  });

  it("takes apart a constant along an axis of one", () => {
    const [row, part] = [tf.tensor2d([1, 2, 3], [1, 3]), tf.tensor1d([4, 5, 6])];
    const apart = () => tf.add(tf.unstack(row)[0]!, tf.split(part, [3])[0]!);
    const model = exportOnnx(({ x }) => ({ y: tf.mul(x, apart()) }), [{ name: "x", dtype: "float32", shape: [-1, 3] }]);
    expect(readOnnx(model).nodes.map((node) => node.op)).toEqual(["Mul", "Identity"]);
  });

  it("repeats constants over the batch and computes sizes from it when it runs", async () => {
    const positions = tf.tensor2d([1, 2, 3, 4, 5, 6], [2, 3]);
    const model = exportOnnx(
      ({ x }) => {
        const batch = x.shape[0]!;
        const places = tf.tile(tf.expandDims(positions, 0), [batch, 1, 1]);
        const start = tf.broadcastTo(tf.reshape(tf.mean(x, 0), [1, 6]), [batch, 6]);
        return {
          y: tf.concat([tf.reshape(places, [batch, 6]), start], 1),
          z: tf.reshape(x, [batch, 2, (batch * 3) / batch]),
        };
      },
      [{ name: "x", dtype: "float32", shape: [-1, 6] }],
    );
    const session = await openSession(model, CPU);
    for (const batch of [1, 4]) {
      const x = float(
        [batch, 6],
        Array.from({ length: batch * 6 }, (_, i) => i),
      );
      const { y, z } = await session.run({ x });
      expect(y!.shape).toEqual([batch, 12]);
      expect(z!.shape).toEqual([batch, 2, 3]);
      const mean = Array.from({ length: 6 }, (_, i) => i + 3 * (batch - 1));
      for (let row = 0; row < batch; row++)
        expect([...y!.data.slice(row * 12, row * 12 + 12)]).toEqual([1, 2, 3, 4, 5, 6, ...mean]);
    }
    await session.close();
  });

  it("has the same bytes when it is exported again", () => {
    const again = () =>
      exportOnnx(({ x }) => ({ y: network.logits(x as tf.Tensor4D) }), {
        inputs: [{ name: "x", dtype: "float32", shape: [-1, 12, 12, 3] }],
      });
    expect(Buffer.compare(again(), again())).toBe(0);
  });

  it("is refused for any batch size when its answer depends on the batch size", () => {
    const inputs = [{ name: "x", dtype: "float32", shape: [-1, 3] }] as const;
    expect(() => exportOnnx(({ x }) => ({ y: tf.add(x!, tf.scalar(x!.shape[0]!)) }), { inputs })).toThrow(
      /BATCH_DEPENDENCE|batch/,
    );
  });
});

describe("Names of inputs and outputs", () => {
  it("may be any, those of inner values in other compilers too", async () => {
    const model = exportOnnx(({ t0, c1 }) => ({ t2: tf.mul(tf.add(t0, 1), c1), c0: tf.add(t0, 2) }), {
      inputs: [
        { name: "t0", dtype: "float32", shape: [2] },
        { name: "c1", dtype: "float32", shape: [2] },
      ],
    });
    const session = await openSession(model, CPU);
    const { t2, c0 } = await session.run({ t0: float([2], [1, 2]), c1: float([2], [10, 100]) });
    await session.close();
    expect([Array.from(t2!.data), Array.from(c0!.data)]).toEqual([
      [20, 300],
      [3, 4],
    ]);
  });
});

describe("A function that cannot be compiled", () => {
  const inputs = [{ name: "x", dtype: "float32", shape: [3] }] as const;

  it("is told which kernel is missing and where it was called", () => {
    const attempt = () => compile(({ x }) => ({ y: tf.spectral.rfft(tf.reshape(x!, [1, 3])) }), { inputs });
    expect(attempt).toThrow(UnsupportedKernelError);
    expect(attempt).toThrow(/program\.test\.ts/);
  });

  it("is told what to do instead of reading a symbolic value", () => {
    expect(() => compile(({ x }) => ({ y: tf.scalar(x!.dataSync()[0]!) }), { inputs })).toThrow(SymbolicReadError);
    expect(() => compile(({ x }) => ({ y: tf.scalar(x!.arraySync() as unknown as number) }), { inputs })).toThrow(
      /program\.test\.ts:\d+.*return the tensor as an output.*tf\.where/s,
    );
  });

  it("leaves TensorFlow.js and the variables as they were", () => {
    const variable = tf.variable(tf.tensor1d([1, 2, 3]));
    const attempt = () =>
      compile(
        ({ x }) => {
          variable.assign(tf.add(variable, x!) as tf.Tensor1D);
          throw new Error("no");
        },
        { inputs },
      );
    expect(attempt).toThrow("no");
    expect(tf.getBackend()).toBe("cpu");
    expect([...variable.dataSync()]).toEqual([1, 2, 3]);
  });
});

describe("A device", () => {
  const program = () =>
    exportOnnx(({ x }) => ({ y: tf.mul(x!, 2) }), { inputs: [{ name: "x", dtype: "float32", shape: [2] }] });

  it("that was asked for by name and is not there is an error, never another device", async () => {
    await expect(openSession(program(), { device: "cuda" })).rejects.toMatchObject({ code: "DEVICE_UNAVAILABLE" });
  });

  it("is found by auto, which says what it took", async () => {
    const session = await openSession(program(), { device: "auto" });
    expect(["cpu", "webgpu", "cuda"]).toContain(session.device);
    expect((await session.run({ x: float([2], [1, 2]) })).y!.data).toEqual(Float32Array.of(2, 4));
  });

  it("is not blamed for a file that is no model", async () => {
    await expect(openSession(new Uint8Array([1, 2, 3]), { device: "auto" })).rejects.toThrow(/protobuf|model/i);
  });
});
