import * as tf from "@tensorflow/tfjs-core";

/** Runs `compute` on tensors without recording it for differentiation: TensorFlow.js has no stop-gradient of its own. */
export function detached(inputs: readonly tf.Tensor[], compute: (...inputs: tf.Tensor[]) => tf.Tensor): tf.Tensor {
  const operation = tf.customGrad((...parameters) => {
    const tensors = parameters.slice(0, inputs.length) as tf.Tensor[];
    return { value: compute(...tensors), gradFunc: () => tensors.map((tensor) => tf.zerosLike(tensor)) };
  });
  return operation(...inputs);
}
