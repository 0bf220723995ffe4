/** A symmetric matrix A as Qᵀ T Q: T tridiagonal, the rows of `vectors` = Q orthonormal. */
export interface Tridiagonal {
  readonly diagonal: Float64Array;
  /** Element i stands between diagonal elements i and i + 1. */
  readonly offDiagonal: Float64Array;
  readonly vectors: Float64Array;
}

/** Householder reduction of a symmetric matrix [size, size] (Golub and Van Loan, Matrix Computations, section 8.3.1). */
export function tridiagonalise(matrix: ArrayLike<number>, size: number): Tridiagonal {
  const a = Float64Array.from(matrix);
  const vectors = new Float64Array(size * size);
  for (let i = 0; i < size; i++) vectors[i * size + i] = 1;
  const v = new Float64Array(size);
  const w = new Float64Array(size);
  for (let k = 0; k + 2 < size; k++) {
    let squares = 0;
    for (let i = k + 1; i < size; i++) {
      v[i] = a[i * size + k]!;
      squares += v[i]! ** 2;
    }
    const below = squares - v[k + 1]! ** 2;
    if (below === 0) continue;
    // The sign that adds to the first element: the other would cancel.
    const norm = v[k + 1]! > 0 ? -Math.sqrt(squares) : Math.sqrt(squares);
    v[k + 1] = v[k + 1]! - norm;
    const beta = 2 / (below + v[k + 1]! ** 2);
    reflectBothSides(a, v, w, beta, k, size);
    a[(k + 1) * size + k] = norm;
    reflectRows(vectors, v, beta, k, size);
  }
  return {
    diagonal: Float64Array.from({ length: size }, (_, i) => a[i * size + i]!),
    offDiagonal: Float64Array.from({ length: Math.max(size - 1, 0) }, (_, i) => a[(i + 1) * size + i]!),
    vectors,
  };
}

/** A ← H A H on the trailing block, H = I - beta v vᵀ: A - v wᵀ - w vᵀ with w = beta (A v) - (beta² vᵀAv / 2) v. */
function reflectBothSides(
  a: Float64Array,
  v: Float64Array,
  w: Float64Array,
  beta: number,
  k: number,
  size: number,
): void {
  let product = 0;
  for (let i = k + 1; i < size; i++) {
    let sum = 0;
    for (let j = k + 1; j < size; j++) sum += a[i * size + j]! * v[j]!;
    w[i] = beta * sum;
    product += w[i]! * v[i]!;
  }
  const half = (beta * product) / 2;
  for (let i = k + 1; i < size; i++) w[i] = w[i]! - half * v[i]!;
  for (let i = k + 1; i < size; i++) {
    for (let j = k + 1; j < size; j++) a[i * size + j] = a[i * size + j]! - v[i]! * w[j]! - w[i]! * v[j]!;
  }
}

/** Q ← H Q. */
function reflectRows(q: Float64Array, v: Float64Array, beta: number, k: number, size: number): void {
  const projection = new Float64Array(size);
  for (let i = k + 1; i < size; i++) {
    for (let j = 0; j < size; j++) projection[j] = projection[j]! + v[i]! * q[i * size + j]!;
  }
  for (let i = k + 1; i < size; i++) {
    const factor = beta * v[i]!;
    for (let j = 0; j < size; j++) q[i * size + j] = q[i * size + j]! - factor * projection[j]!;
  }
}
