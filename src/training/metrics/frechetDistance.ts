import { matmul } from "../../tensor/linalg/matmul.js";
import { symmetricEigen } from "../../tensor/linalg/symmetricEigen.js";
import { trace } from "../../tensor/linalg/trace.js";

/** A Gaussian fitted to features: mean [d], covariance [d, d]. */
export interface Gaussian {
  readonly mean: ArrayLike<number>;
  readonly covariance: ArrayLike<number>;
}

/**
 * Fréchet distance |m1 - m2|² + tr(C1 + C2 - 2 (C1 C2)^½) between two Gaussians (Heusel et al., 2017, use it on Inception features;
 * on a classifier's features it is called FCD here, so that nobody compares it with published values). The trace of the root is
 * Σ √λ of C1^½ C2 C1^½, which is symmetric, so no complex numbers appear.
 */
export function frechetDistance(a: Gaussian, b: Gaussian): number {
  const d = a.mean.length;
  let distance = trace(a.covariance, d) + trace(b.covariance, d);
  for (let i = 0; i < d; i++) distance += (a.mean[i]! - b.mean[i]!) ** 2;
  const root = squareRoot(a.covariance, d);
  const shape = { rows: d, inner: d, columns: d };
  const product = matmul(matmul(root, b.covariance, shape), root, shape);
  const values = symmetricEigen(symmetrised(product, d), d).values;
  return distance - 2 * values.reduce((sum, value) => sum + Math.sqrt(Math.max(value, 0)), 0);
}

/** V √Λ Vᵀ of a positive semi-definite matrix. */
function squareRoot(matrix: ArrayLike<number>, d: number): Float64Array {
  const { values, vectors } = symmetricEigen(matrix, d);
  const quarters = vectors.map((value, index) => value * Math.max(values[Math.floor(index / d)]!, 0) ** 0.25);
  // The rows of `quarters` are λ^¼ v, so its Gram matrix over columns is Σ √λ v vᵀ.
  const transposed = quarters.map((_, index) => quarters[(index % d) * d + Math.floor(index / d)]!);
  return matmul(transposed, transposed, { rows: d, inner: d, columns: d, transposeB: true });
}

function symmetrised(matrix: Float64Array, d: number): Float64Array {
  return matrix.map((value, index) => (value + matrix[(index % d) * d + Math.floor(index / d)]!) / 2);
}
