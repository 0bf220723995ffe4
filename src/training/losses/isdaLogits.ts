import * as tf from "@tensorflow/tfjs-core";

/**
 * Implicit semantic data augmentation (Wang et al. 2019): adds strength / 2 · (w_j - w_y)ᵀ Σ_y (w_j - w_y) to logit j, y being the true class.
 * Cross-entropy of the result bounds the expected loss over features drawn from N(f, strength · Σ_y). With soft targets the addition is the mean
 * over y.
 *
 * @param kernel [d, classes] of the last layer. @param covariances [classes, d, d] of the features.
 */
export function isdaLogits(
  logits: tf.Tensor2D,
  targets: tf.Tensor2D,
  { kernel, covariances, strength }: { kernel: tf.Tensor2D; covariances: tf.Tensor3D; strength: tf.Scalar },
): tf.Tensor2D {
  const [d, classes] = kernel.shape;
  // differences[y, :, j] = w_j - w_y
  const own = tf.reshape(tf.transpose(kernel), [classes, d, 1]);
  const differences = tf.sub(tf.reshape(kernel, [1, d, classes]), own) as tf.Tensor3D;
  const forms = tf.sum(tf.mul(differences, tf.matMul(covariances, differences)), 1) as tf.Tensor2D;
  return tf.add(logits, tf.mul(tf.matMul(targets, forms), tf.mul(strength, 0.5))) as tf.Tensor2D;
}
