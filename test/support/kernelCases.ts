import type * as tf from "@tensorflow/tfjs-core";
import type { TestFunction, TestInput } from "./againstEager.js";

/** One row of a table of kernels: what it is, the function, and its inputs. */
export type KernelCase = [name: string, fn: TestFunction, ...inputs: TestInput[]];

/** An input drawn from the standard normal distribution. */
export const n = (...shape: number[]): TestInput => ({ shape });
/** An input between 0.2 and 3. */
export const positive = (...shape: number[]): TestInput => ({ shape, low: 0.2, high: 3 });
/** Whole numbers from `low` up to, not including, `high`. */
export const ints = (low: number, high: number, ...shape: number[]): TestInput => ({
  shape,
  dtype: "int32",
  low,
  high,
});
export const bools = (...shape: number[]): TestInput => ({ shape, dtype: "bool" });

export const three = (x: tf.Tensor) => x as tf.Tensor3D;
export const four = (x: tf.Tensor) => x as tf.Tensor4D;
export const five = (x: tf.Tensor) => x as tf.Tensor5D;
