import * as tf from "@tensorflow/tfjs-core";
import { normal } from "../initialisers.js";
import type { Scope } from "../parameters.js";
import { unitLength } from "./unitLength.js";

/** Divides a kernel by its largest singular value. */
export type KernelNorm = (kernel: tf.Tensor, training: boolean) => tf.Tensor;

/**
 * Spectral normalisation (Miyato et al. 2018) with one power iteration per training step. The kernel [..., in, out] is seen as a matrix
 * M [out, rest]; its left vector u [1, out] is state, updated in training only. u and v count as constants in the gradient, so with
 * sigma = u M vᵀ: dL/dM = dy/sigma - (Σ dy∘M)/sigma² · uᵀv.
 *
 * The products with M are written as products and sums over axes and not as matrix products: compiled programs store a kernel in the axis
 * order that its convolution wants, and a matrix would have to be transposed out of that, which takes longer than reading it twice.
 */
export function spectralNorm(scope: Scope, outputs: number): KernelNorm {
  const vector = scope.state("u", [1, outputs], normal(1));
  return (kernel, training) => {
    const normalise = tf.customGrad((input, save) => {
      const matrix = input as tf.Tensor;
      const last = matrix.rank - 1;
      const rest = matrix.shape.slice(0, last).map((_, axis) => axis);
      const ofOutputs = (u: tf.Tensor): tf.Tensor => tf.reshape(u, [...rest.map(() => 1), outputs]);
      const right = unitLength(tf.sum(tf.mul(matrix, ofOutputs(vector)), last, true)); // v [..., in, 1]
      const product = tf.reshape(tf.sum(tf.mul(matrix, right), rest), [1, outputs]);
      const left = unitLength(product); // u [1, out]
      if (training) vector.assign(left as tf.Tensor<tf.Rank>);
      const sigma = tf.sum(tf.mul(product, left));
      const value = tf.div(matrix, sigma);
      (save as tf.GradSaveFunc)([value, sigma, right, ofOutputs(left)]);
      return { value, gradFunc: spectralNormGradient };
    });
    return normalise(kernel);
  };
}

/** With W = M/sigma saved, (Σ dy∘M)/sigma² = (Σ dy∘W)/sigma. */
function spectralNormGradient(dy: tf.Tensor, saved: tf.Tensor[]): tf.Tensor {
  const [value, sigma, right, left] = saved as [tf.Tensor, tf.Tensor, tf.Tensor, tf.Tensor];
  const along = tf.div(tf.sum(tf.mul(dy, value)), sigma);
  return tf.sub(tf.div(dy, sigma), tf.mul(right, tf.mul(left, along)));
}
