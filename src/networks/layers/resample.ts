import * as tf from "@tensorflow/tfjs-core";

/**
 * Nearest-neighbour enlargement by two. Each pixel becomes a 2 x 2 square, so the gradient is the sum over the square: four times the
 * average pool. The gradient is written here because TensorFlow.js's own (4.22) is wrong from the second image of a batch on.
 */
export function upsample2(x: tf.Tensor4D): tf.Tensor4D {
  return enlarge(x) as tf.Tensor4D;
}

/** Average over 2 x 2 squares; its gradient is the enlargement divided by four. */
export function averagePool2(x: tf.Tensor4D): tf.Tensor4D {
  return shrink(x) as tf.Tensor4D;
}

const enlarge = tf.customGrad((x) => ({
  value: repeatPixels(x as tf.Tensor4D),
  gradFunc: (dy) => tf.mul(tf.avgPool(dy as tf.Tensor4D, 2, 2, "valid"), 4),
}));

const shrink = tf.customGrad((x) => ({
  value: tf.avgPool(x as tf.Tensor4D, 2, 2, "valid"),
  gradFunc: (dy) => tf.mul(repeatPixels(dy as tf.Tensor4D), 0.25),
}));

function repeatPixels(x: tf.Tensor4D): tf.Tensor4D {
  const [, height, width] = x.shape;
  return tf.image.resizeNearestNeighbor(x, [2 * height, 2 * width]);
}
