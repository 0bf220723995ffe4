import * as tf from "@tensorflow/tfjs-core";
import { normal } from "../initialisers.js";
import type { Scope } from "../parameters.js";
import { unitLength } from "./unitLength.js";

/** Divides a kernel by its largest singular value. */
export type KernelNorm = (kernel: tf.Tensor, training: boolean) => tf.Tensor;

/**
 * Spectral normalisation (Miyato et al. 2018) with one power iteration per training step. The kernel [..., in, out] is seen as a matrix
 * M [out, rest]; its left vector u [1, out] is state, updated in training only. u and v count as constants in the gradient, so with
 * sigma = u M vᵀ: dL/dM = dy/sigma - (Σ dy∘M)/sigma² · uᵀv. Output channels come first because that is how compiled programs store kernels.
 */
export function spectralNorm(scope: Scope, outputs: number): KernelNorm {
  const vector = scope.state("u", [1, outputs], normal(1));
  return (kernel, training) => {
    const normalise = tf.customGrad((input, save) => {
      const matrix = tf.reshape(outputsFirst(input as tf.Tensor), [outputs, -1]) as tf.Tensor2D;
      const right = unitLength(tf.matMul(vector as tf.Tensor2D, matrix)) as tf.Tensor2D; // [1, rest]
      const product = tf.matMul(right, matrix, false, true);
      const left = unitLength(product) as tf.Tensor2D; // [1, out]
      if (training) vector.assign(left as tf.Tensor<tf.Rank>);
      const sigma = tf.sum(tf.mul(product, left));
      const value = tf.div(input as tf.Tensor, sigma);
      (save as tf.GradSaveFunc)([value, sigma, right, left]);
      return { value, gradFunc: spectralNormGradient };
    });
    return normalise(kernel);
  };
}

/** With W = M/sigma saved, (Σ dy∘M)/sigma² = (Σ dy∘W)/sigma. */
function spectralNormGradient(dy: tf.Tensor, saved: tf.Tensor[]): tf.Tensor {
  const [value, sigma, right, left] = saved as [tf.Tensor, tf.Tensor, tf.Tensor2D, tf.Tensor2D];
  const along = tf.sum(tf.mul(dy, value));
  const order = outputsFirstOrder(dy.rank);
  const outer = tf.reshape(
    tf.matMul(left, right, true, false),
    order.map((axis) => dy.shape[axis]!),
  );
  const inOrder = tf.transpose(
    outer,
    order.map((_, axis) => order.indexOf(axis)),
  );
  return tf.div(tf.sub(dy, tf.mul(inOrder, along)), sigma);
}

function outputsFirst(kernel: tf.Tensor): tf.Tensor {
  return tf.transpose(kernel, outputsFirstOrder(kernel.rank));
}

/** HWIO to OIHW, and [in, out] to [out, in]. */
function outputsFirstOrder(rank: number): number[] {
  return rank === 4 ? [3, 2, 0, 1] : [1, 0];
}
