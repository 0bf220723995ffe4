import { symmetricEigen } from "../tensor/linalg/symmetricEigen.js";

/** One direction in which a class varies. */
export interface PrincipalDirection {
  /** [d] unit vector; its largest component by size is positive, so that it does not point the other way tomorrow. */
  readonly direction: Float32Array;
  /** Of the class along this direction: the square root of the eigenvalue. */
  readonly standardDeviation: number;
  /** Of the class's whole variance, 0 to 1. */
  readonly share: number;
}

/**
 * The eigenvectors of Σ = L Lᵀ with the largest eigenvalues: what the faces of a class differ in most.
 * @param factor [d, d] row-major lower-triangular L.
 */
export function principalDirections(factor: Float32Array, d: number, k: number): PrincipalDirection[] {
  const covariance = new Float64Array(d * d);
  let total = 0;
  for (let row = 0; row < d; row++) {
    for (let column = 0; column <= row; column++) {
      let sum = 0;
      for (let i = 0; i <= column; i++) sum += factor[row * d + i]! * factor[column * d + i]!;
      covariance[row * d + column] = sum;
      covariance[column * d + row] = sum;
    }
    total += covariance[row * d + row]!;
  }
  const { values, vectors } = symmetricEigen(covariance, d);
  return Array.from({ length: Math.min(k, d) }, (_, i) => {
    const vector = vectors.subarray(i * d, (i + 1) * d);
    const largest = vector.reduce((a, b) => (Math.abs(b) > Math.abs(a) ? b : a), 0);
    const variance = Math.max(0, values[i]!);
    return {
      direction: Float32Array.from(vector, (value) => (largest < 0 ? -value : value)),
      standardDeviation: Math.sqrt(variance),
      share: total > 0 ? variance / total : 0,
    };
  });
}
