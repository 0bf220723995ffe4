import * as tf from "@tensorflow/tfjs-core";
import { afterEach, expect, it } from "vitest";
import { CompiledBackend } from "../../src/compiler/compiledBackend.js";
import { activateCompiledBackend } from "../../src/engine/index.js";

afterEach(() => tf.setBackend("cpu"));

/** The same program on TensorFlow.js's processor backend and on the compiled one. */
async function onBoth<T>(program: () => Promise<T> | T): Promise<[eager: T, compiled: T]> {
  await tf.setBackend("cpu");
  const eager = await program();
  activateCompiledBackend({ threads: 1 });
  return [eager, await program()];
}

it("Reading a tensor runs what it depends on, now or later", async () => {
  const [eager, compiled] = await onBoth(async () => {
    const x = tf.tensor2d([1, -2, 3, 4], [2, 2]);
    const product = tf.matMul(x, tf.relu(x));
    const sum = product.sum().dataSync()[0];
    return [sum, ...(await product.div(2).data())];
  });
  expect(compiled).toEqual(eager);
});

it("A program may branch on what it has read", async () => {
  const [eager, compiled] = await onBoth(() => {
    let x: tf.Tensor = tf.scalar(3);
    let steps = 0;
    while (x.dataSync()[0]! < 100) {
      x = x.mul(1.7).add(1);
      steps++;
    }
    return steps;
  });
  expect(compiled).toBe(eager);
});

it("An optimiser takes the same steps", async () => {
  const [eager, compiled] = await onBoth(() => {
    const w = tf.variable(tf.tensor2d([0.5, -0.3, 0.8, 0.1, 0.2, -0.7], [3, 2]));
    const x = tf.tensor2d([1, 2, 3, -1, 0.5, 2], [2, 3]);
    const optimizer = tf.train.adam(0.05);
    const losses = Array.from({ length: 6 }, () => {
      const loss = optimizer.minimize(() => tf.mean(tf.square(tf.sub(tf.matMul(x, w), 1))) as tf.Scalar, true);
      return loss!.dataSync()[0]!;
    });
    return [...losses, ...w.dataSync()];
  });
  for (const [i, value] of eager.entries()) expect(compiled[i]).toBeCloseTo(value, 4);
});

it("A long computation that is never read until its end is computed in stretches", async () => {
  const [eager, compiled] = await onBoth(() => {
    let x: tf.Tensor = tf.tensor1d([1, 2, 3]);
    for (let i = 0; i < 3000; i++) x = x.mul(0.999).add(0.001);
    return [...x.dataSync()];
  });
  for (const [i, value] of eager.entries()) expect(compiled[i]).toBeCloseTo(value, 4);
});

it("What no graph holds stays on the host: shapes that depend on elements, strings, complex numbers", async () => {
  const [eager, compiled] = await onBoth(async () => [
    ...(await tf.unique(tf.tensor1d([3, 1, 3, 2], "int32")).values.data()),
    ...(await tf.whereAsync(tf.tensor1d([true, false, true], "bool"))).dataSync(),
    ...(await tf.concat([tf.tensor1d(["a"]), tf.tensor1d(["b", "c"])]).data()),
    ...tf.abs(tf.complex([3, 5], [4, 12])).dataSync(),
  ]);
  expect(compiled).toEqual(eager);
});

it("Computing is left to the executor: nothing runs until a tensor is read", () => {
  activateCompiledBackend({ threads: 1 });
  const models: Uint8Array[] = [];
  const backend = new CompiledBackend((model) => {
    models.push(model);
    throw new Error("no executor");
  });
  const dataId = backend.write(Float32Array.of(1, 2), [2], "float32");
  expect([...(backend.readSync(dataId) as Float32Array)]).toEqual([1, 2]);
  expect(models).toHaveLength(0);
});
