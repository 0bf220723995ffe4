import "@tensorflow/tfjs";
import "@tensorflow/tfjs-backend-cpu";
import * as tf from "@tensorflow/tfjs-core";

/** TensorFlow.js's own kernels, one operation at a time: the reference for everything that is compiled elsewhere. */
export async function eagerBackend(): Promise<typeof tf> {
  tf.env().set("PROD", true);
  await tf.setBackend("cpu");
  return tf;
}

/** Derivative of a scalar function of a tensor by central differences. */
export function numericGradient(f: (x: tf.Tensor) => tf.Scalar, x: tf.Tensor, step = 1e-2): Float32Array {
  const values = x.dataSync();
  return Float32Array.from(values, (_, i) => {
    const at = (offset: number): number =>
      tf.tidy(
        () => f(tf.tensor(values.map((v, k) => (k === i ? v + offset : v)) as Float32Array, x.shape)).dataSync()[0]!,
      );
    return (at(step) - at(-step)) / (2 * step);
  });
}
