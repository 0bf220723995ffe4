import * as tf from "@tensorflow/tfjs-core";
import type { Scope } from "../../networks/index.js";

/** Running means and covariances of each class's features: state of a training, written by `update`. */
export interface ClassCovariances {
  /** [classes, d, d], with 1/n. */
  readonly covariances: tf.Variable<tf.Rank.R3>;
  /** Takes in a batch: features [n, d], targets [n, classes] as weights of membership. Nothing is differentiated. */
  update(features: tf.Tensor2D, targets: tf.Tensor2D): void;
}

const zeros = (shape: readonly number[]): Float32Array => new Float32Array(shape.reduce((a, b) => a * b, 1));

/**
 * The online estimate of ISDA (Wang et al. 2019, eq. 10 to 12): with w = n_batch / (n_batch + n_so_far),
 * Σ ← (1 - w) Σ + w Σ_batch + w (1 - w) (m - m_batch)(m - m_batch)ᵀ. Exactly the covariance of everything seen, class by class, as long as the
 * features do not move; they do, and old ones are never forgotten.
 */
export function createClassCovariances(scope: Scope, classes: number, d: number): ClassCovariances {
  const counts = scope.state("counts", [classes], zeros);
  const means = scope.state("means", [classes, d], zeros);
  const covariances = scope.state("covariances", [classes, d, d], zeros) as tf.Variable<tf.Rank.R3>;
  return {
    covariances,
    update(features, targets) {
      const n = features.shape[0];
      const inBatch = tf.sum(targets, 0);
      const perImage = tf.div(targets, tf.maximum(inBatch, 1e-6));
      const mean = tf.matMul(perImage as tf.Tensor2D, features, true);
      // [classes, n, d]: a class's features around its mean, each weighted by its membership.
      const centred = tf.sub(tf.reshape(features, [1, n, d]), tf.reshape(mean, [classes, 1, d])) as tf.Tensor3D;
      const weighted = tf.mul(centred, tf.reshape(tf.transpose(perImage), [classes, n, 1])) as tf.Tensor3D;
      const scatter = tf.matMul(centred, weighted, true);

      const share = tf.div(inBatch, tf.maximum(tf.add(inBatch, counts), 1e-6));
      const [row, cube] = [tf.reshape(share, [classes, 1]), tf.reshape(share, [classes, 1, 1])];
      const shift = tf.sub(means, mean);
      const outer = tf.mul(tf.reshape(shift, [classes, d, 1]), tf.reshape(shift, [classes, 1, d]));
      const between = tf.mul(outer, tf.mul(cube, tf.sub(1, cube)));
      const blended = tf.add(tf.mul(covariances, tf.sub(1, cube)), tf.mul(scatter, cube));
      covariances.assign(tf.add(blended, between) as tf.Tensor3D);
      means.assign(tf.sub(means, tf.mul(shift, row)));
      counts.assign(tf.add(counts, inBatch));
    },
  };
}
