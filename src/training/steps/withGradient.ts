import * as tf from "@tensorflow/tfjs-core";

/** A scalar that has the given value and the given gradient with respect to `x`: joins gradients that were computed apart. */
export function withGradient(x: tf.Tensor, value: tf.Scalar, gradient: tf.Tensor): tf.Scalar {
  const operation = tf.customGrad((_x, save) => {
    (save as tf.GradSaveFunc)([gradient]);
    return { value: tf.clone(value), gradFunc: (dy: tf.Tensor, [saved]: tf.Tensor[]) => tf.mul(dy, saved!) };
  });
  return operation(x) as tf.Scalar;
}
