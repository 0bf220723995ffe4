import * as tf from "@tensorflow/tfjs-core";

/**
 * A 3 x 3 convolution of the image enlarged to twice its size (nearest neighbour), padded by one: the same as enlarging first, with 16
 * products per place of the small image in place of 36. Of the four pixels that a small one becomes, each sees a 2 x 2 window of small
 * pixels, through a kernel whose entries are sums of those of the 3 x 3 kernel.
 *
 * x [n, h, w, i], kernel [3, 3, i, o] -> [n, 2h, 2w, o].
 */
export function enlargedConvolution(x: tf.Tensor4D, kernel: tf.Tensor4D): tf.Tensor4D {
  const outputs = kernel.shape[3];
  const [, height, width] = x.shape;
  // Places p and p + 1 of the padded image are what the first pixel of p and the second of p - 1 see.
  const phases = tf.conv2d(x, phaseKernel(kernel), 1, 1);
  return interleave(phases, height, width, outputs) as tf.Tensor4D;
}

/** The first pixel's window of two has the entries k0 and k1 + k2, the second's k0 + k1 and k2; along both axes at once. */
const SUMS = [
  [1, 0, 0],
  [0, 1, 1],
  [1, 1, 0],
  [0, 0, 1],
] as const;

/** [3, 3, i, o] -> [2, 2, i, 4o], outputs in the order row of the pixel, column, channel. */
function phaseKernel(kernel: tf.Tensor4D): tf.Tensor4D {
  const [, , inputs, outputs] = kernel.shape;
  const both = SUMS.flatMap((rows) => SUMS.map((columns) => rows.flatMap((a) => columns.map((b) => a * b))));
  const summed = tf.matMul(tf.tensor2d(both), tf.reshape(kernel, [9, inputs * outputs]) as tf.Tensor2D);
  const split = tf.reshape(summed, [2, 2, 2, 2, inputs, outputs]);
  return tf.reshape(tf.transpose(split, [1, 3, 4, 0, 2, 5]), [2, 2, inputs, 4 * outputs]);
}

/** [n, h + 1, w + 1, 4o] -> [n, 2h, 2w, o]. */
function interleave(phases: tf.Tensor4D, height: number, width: number, outputs: number): tf.Tensor {
  const place = (a: number, b: number): tf.Tensor4D =>
    tf.slice(phases, [0, a, b, (2 * a + b) * outputs], [-1, height, width, outputs]);
  const rows = [0, 1].map((a) => tf.stack([place(a, 0), place(a, 1)], 3));
  return tf.reshape(tf.stack(rows, 2), [-1, 2 * height, 2 * width, outputs]);
}
