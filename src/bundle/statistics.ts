import { BundleInconsistentError } from "./errors/bundleInconsistentError.js";
import type { NamedTensor, StoredType } from "./safetensors/namedTensor.js";
import { readSafetensors } from "./safetensors/readSafetensors.js";
import { writeSafetensors } from "./safetensors/writeSafetensors.js";

/** What `augment` needs to know about one class; d is the latent size. */
export interface ClassStatistics {
  /** [d] mean of the class's encodings. */
  readonly mean: Float32Array;
  /** [d, d] row-major, lower-triangular L with L Lᵀ = Σ_c, the (shrunk) covariance of the class. */
  readonly factor: Float32Array;
  /** [count, d] row-major encoder means of training images of the class. */
  readonly encodings: Float32Array;
  readonly count: number;
}

/**
 * The bytes of `statistics.safetensors`. Labels are written in the order of the map.
 *
 * @param encodingsAs half precision is enough for where a draw starts; means and factors are small and always in single.
 */
export function encodeStatistics(
  statistics: ReadonlyMap<string, ClassStatistics>,
  encodingsAs: StoredType = "F32",
): Uint8Array {
  const tensors = new Map<string, NamedTensor>();
  for (const [label, { mean, factor, encodings, count }] of statistics) {
    const d = mean.length;
    tensors.set(`${label}.mean`, { shape: [d], data: mean });
    tensors.set(`${label}.factor`, { shape: [d, d], data: factor });
    tensors.set(`${label}.encodings`, { shape: [count, d], data: encodings, stored: encodingsAs });
  }
  return writeSafetensors(tensors);
}

/**
 * Reads `statistics.safetensors` for these labels and latent size.
 *
 * @throws SafetensorsError, BundleInconsistentError
 */
export function decodeStatistics(
  bytes: Uint8Array,
  labels: readonly string[],
  d: number,
): Map<string, ClassStatistics> {
  const tensors = readSafetensors(bytes);
  const take = (name: string, shape: readonly number[]): NamedTensor => {
    const tensor = tensors.get(name);
    const fits =
      tensor?.shape.length === shape.length && shape.every((size, axis) => size === -1 || size === tensor.shape[axis]);
    if (!tensor || !fits) {
      throw new BundleInconsistentError(
        `Expected the statistics to hold "${name}" of shape [${shape}], got ${tensor ? `[${tensor.shape}]` : "none"}.`,
      );
    }
    if (!tensor.data.every(Number.isFinite)) {
      throw new BundleInconsistentError(`Expected "${name}" of the statistics to be finite, but it is not.`);
    }
    tensors.delete(name);
    return tensor;
  };
  const statistics = new Map<string, ClassStatistics>();
  for (const label of labels) {
    const mean = take(`${label}.mean`, [d]).data;
    const factor = take(`${label}.factor`, [d, d]).data;
    checkLowerTriangular(label, factor, d);
    const encodings = take(`${label}.encodings`, [-1, d]);
    const count = encodings.shape[0]!;
    if (count === 0) throw new BundleInconsistentError(`Expected at least one encoding of "${label}", got none.`);
    statistics.set(label, { mean, factor, encodings: encodings.data, count });
  }
  if (tensors.size > 0) {
    throw new BundleInconsistentError(
      `Expected statistics of the manifest's labels only, got also "${[...tensors.keys()].join('", "')}".`,
    );
  }
  return statistics;
}

function checkLowerTriangular(label: string, factor: Float32Array, d: number): void {
  for (let row = 0; row < d; row++) {
    for (let column = row + 1; column < d; column++) {
      if (factor[row * d + column] !== 0) {
        throw new BundleInconsistentError(
          `Expected "${label}.factor" to be lower-triangular, but row ${row}, column ${column} is not 0.`,
        );
      }
    }
  }
}
