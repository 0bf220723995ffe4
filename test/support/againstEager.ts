import * as tf from "@tensorflow/tfjs-core";
import { expect } from "vitest";
import { compile } from "../../src/compiler/index.js";
import { openProgram } from "../../src/runtime/index.js";
import type { DType, HostTensor, TensorData } from "../../src/tensor/hostTensor.js";
import { Random } from "../../src/tensor/random.js";
import { sizeOf } from "../../src/tensor/shape.js";

/** An input of a test function: its shape, and what its elements are drawn from (standard normal when left out). */
export interface TestInput {
  shape: readonly number[];
  dtype?: "float32" | "int32" | "bool";
  low?: number;
  high?: number;
}

/** A function under test: from tensors to one tensor. */
export type TestFunction = (...inputs: tf.Tensor[]) => tf.Tensor;

function draw({ shape, dtype = "float32", low, high }: TestInput, index: number): HostTensor {
  const random = new Random(11, "test input", index);
  const element = () => (low === undefined ? random.normal() : random.uniform(low, high));
  const values = Array.from({ length: sizeOf(shape) }, element);
  if (dtype === "int32") return { dtype, shape, data: Int32Array.from(values, Math.floor) };
  if (dtype === "bool") return { dtype, shape, data: Uint8Array.from(values, (value) => Number(value > 0)) };
  return { dtype, shape, data: Float32Array.from(values) };
}

function eagerTensor({ data, shape, dtype }: HostTensor): tf.Tensor {
  return tf.tensor(data, [...shape], dtype as "float32");
}

/** Sum of the result weighted by fixed numbers, so that every element's gradient is different. */
function scalarOf(fn: TestFunction): (...inputs: tf.Tensor[]) => tf.Scalar {
  return (...inputs) => {
    const result = fn(...inputs);
    const weights = new Random(12, "weights").normals(result.size);
    return tf.sum(tf.mul(result, tf.tensor(weights, result.shape))) as tf.Scalar;
  };
}

/** Expects `fn` compiled and run by onnxruntime to give what TensorFlow.js computes itself, and its gradients too when asked. */
export async function expectAsEager(fn: TestFunction, inputs: readonly TestInput[], gradients: boolean): Promise<void> {
  await tf.setBackend("cpu");
  const hosts = inputs.map(draw);
  const specs = hosts.map(({ shape, dtype }, i) => ({ name: `x${i}`, shape, dtype: dtype as DType }));
  const feeds = Object.fromEntries(hosts.map((host, i) => [`x${i}`, host]));
  const outputs = (args: tf.Tensor[]): Record<string, tf.Tensor> => {
    const value = { value: fn(...args) };
    if (!gradients) return value;
    const slopes = tf.grads(scalarOf(fn))(args);
    return { ...value, ...Object.fromEntries(slopes.map((slope, i) => [`gradient of input ${i}`, slope])) };
  };
  const expected = outputs(hosts.map(eagerTensor));
  const program = compile((named) => outputs(specs.map(({ name }) => named[name]!)), { inputs: specs });
  const running = await openProgram(program, { device: "cpu", threads: 1 });
  const actual = await running.step(feeds);
  await running.close();
  for (const [name, tensor] of Object.entries(expected)) expectClose(actual[name]!, tensor, name);
}

/** Expects equal shapes, and elements that differ by less than single precision loses in sums of this size. */
export function expectClose(actual: HostTensor, expected: tf.Tensor, what: string, tolerance = 2e-4): void {
  expect(actual.shape, `shape of ${what}`).toEqual(expected.shape);
  const elements = expected.dataSync() as TensorData;
  const scale = Array.from(elements).reduce(
    (most, value) => (Number.isFinite(value) ? Math.max(most, Math.abs(value)) : most),
    1,
  );
  for (let i = 0; i < elements.length; i++) {
    if (Object.is(actual.data[i], elements[i]) || actual.data[i] === elements[i]) continue;
    expect(
      Math.abs(actual.data[i]! - elements[i]!),
      `${what}[${i}]: ${actual.data[i]} for ${elements[i]}`,
    ).toBeLessThan(tolerance * scale);
  }
}

/** Expects the compiled gradient of `fn` to be the slope between values on both sides, as TensorFlow.js computes the values. */
export async function expectFiniteDifferences(fn: TestFunction, input: TestInput, step = 1e-2): Promise<void> {
  await tf.setBackend("cpu");
  const host = draw(input, 0);
  const scalar = scalarOf(fn);
  const spec = { name: "x", shape: host.shape, dtype: host.dtype };
  const running = await openProgram(
    compile(({ x }) => ({ slope: tf.grad((value: tf.Tensor) => scalar(value))(x!) }), { inputs: [spec] }),
    { device: "cpu", threads: 1 },
  );
  const { slope } = await running.step({ x: host });
  await running.close();
  const at = (i: number, offset: number) => {
    const moved = Float32Array.from(host.data);
    moved[i] = moved[i]! + offset;
    return scalar(tf.tensor(moved, [...host.shape])).dataSync()[0]!;
  };
  for (let i = 0; i < host.data.length; i++) {
    expect(slope!.data[i], `slope at element ${i}`).toBeCloseTo((at(i, step) - at(i, -step)) / (2 * step), 2);
  }
}
