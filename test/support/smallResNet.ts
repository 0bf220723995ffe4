import * as tf from "@tensorflow/tfjs-core";
import { Random } from "../../src/tensor/random.js";

/** A residual network of three convolutions with batch statistics, written as anyone would in TensorFlow.js. */
export function smallResNet(seed: number): {
  variables: tf.Variable[];
  logits: (x: tf.Tensor) => tf.Tensor2D;
  loss: (x: tf.Tensor4D, classes: tf.Tensor1D) => tf.Scalar;
} {
  const variables: tf.Variable[] = [];
  const make = <R extends tf.Rank>(tensor: tf.Tensor<R>): tf.Variable<R> => {
    const variable = tf.variable(tensor);
    variables.push(variable as tf.Variable);
    return variable;
  };
  const normal = (shape: number[], deviation: number) => {
    const values = new Random(seed, "weights", variables.length).normals(shape.reduce((a, b) => a * b, 1));
    return tf.mul(tf.tensor(values, shape), deviation);
  };
  const convolution = (from: number, to: number, window: number, stride: number) => {
    const kernel = make(normal([window, window, from, to], Math.sqrt(2 / (window * window * from))) as tf.Tensor4D);
    const [gain, shift] = [make(tf.ones([to]) as tf.Tensor1D), make(tf.zeros([to]) as tf.Tensor1D)];
    return (x: tf.Tensor4D) => {
      const y = tf.conv2d(x, kernel, stride, "same");
      const { mean, variance } = tf.moments(y, [0, 1, 2]);
      return tf.batchNorm(y, mean as tf.Tensor1D, variance as tf.Tensor1D, shift, gain, 1e-3) as tf.Tensor4D;
    };
  };
  const stem = convolution(3, 8, 3, 2);
  const body = convolution(8, 8, 3, 1);
  const down = convolution(8, 16, 3, 2);
  const shortcut = convolution(8, 16, 1, 2);
  const head = make(normal([16, 4], 0.2) as tf.Tensor2D);
  const logits = (x: tf.Tensor) => {
    let y = tf.maxPool(tf.relu(stem(x as tf.Tensor4D)), 3, 1, "same");
    y = tf.relu(tf.add(y, body(y)));
    y = tf.relu(tf.add(down(y), shortcut(y)));
    return tf.matMul(tf.mean(y, [1, 2]) as tf.Tensor2D, head) as tf.Tensor2D;
  };
  const loss = (x: tf.Tensor4D, classes: tf.Tensor1D) => {
    const picked = tf.mul(tf.oneHot(classes, 4), tf.logSoftmax(logits(x)));
    return tf.neg(tf.mean(tf.sum(picked, 1))) as tf.Scalar;
  };
  return { variables, logits, loss };
}
