import * as tf from "@tensorflow/tfjs-core";
import { sizeOf } from "../../tensor/shape.js";

/** Mean of |a - b| over all elements. The gradient is written out: a sign and a scale instead of six kernels on full-size tensors. */
export function meanAbsoluteError(a: tf.Tensor, b: tf.Tensor): tf.Scalar {
  return difference(a, b) as tf.Scalar;
}

const difference = tf.customGrad((a, b, save) => {
  const delta = tf.sub(a as tf.Tensor, b as tf.Tensor);
  (save as tf.GradSaveFunc)([delta]);
  return {
    value: tf.mean(tf.abs(delta)),
    gradFunc: (dy: tf.Tensor, [saved]: tf.Tensor[]) => {
      const gradient = tf.mul(tf.sign(saved!), tf.div(dy, sizeOf(saved!.shape)));
      return [gradient, tf.neg(gradient)];
    },
  };
});
