import { invariant } from "../../errors/invariant.js";
import type { Random } from "../random.js";

/**
 * Random matrix [rows, columns] with orthonormal rows, or orthonormal columns where there are fewer of them: the orthogonal
 * initialisation of Saxe, McClelland and Ganguli (2014). Gaussian vectors made orthonormal are uniformly distributed over all such
 * matrices. Gram-Schmidt runs again over a vector of which it left less than √½, since cancellation then cost digits; twice is enough
 * (Giraud, Langou and Rozložník, 2005).
 */
export function orthogonal(rows: number, columns: number, random: Random): Float32Array {
  const count = Math.min(rows, columns);
  const length = Math.max(rows, columns);
  const basis = new Float64Array(count * length);
  for (let i = 0; i < basis.length; i++) basis[i] = random.normal();
  for (let i = 0; i < count; i++) {
    const vector = basis.subarray(i * length, (i + 1) * length);
    let before = Number.POSITIVE_INFINITY;
    let after = norm(vector);
    while (after < before * Math.SQRT1_2) {
      before = after;
      removeComponents(vector, basis, i);
      after = norm(vector);
    }
    invariant(after > 0, "Random Gaussian vectors were linearly dependent.");
    const scale = 1 / after;
    for (let k = 0; k < length; k++) vector[k] = vector[k]! * scale;
  }
  if (rows <= columns) return Float32Array.from(basis);
  const transposed = new Float32Array(rows * columns);
  for (let i = 0; i < count; i++) {
    for (let k = 0; k < length; k++) transposed[k * columns + i] = basis[i * length + k]!;
  }
  return transposed;
}

/**
 * Takes the components along the first `count` unit vectors of `basis` out of `vector`. Four at a time: one pass over the memory
 * then serves four, and the four sums do not wait for each other (twice as fast at 512 x 4608).
 */
function removeComponents(vector: Float64Array, basis: Float64Array, count: number): void {
  const length = vector.length;
  let j = 0;
  for (; j + 4 <= count; j += 4) {
    const [b0, b1, b2, b3] = [j * length, (j + 1) * length, (j + 2) * length, (j + 3) * length];
    let [d0, d1, d2, d3] = [0, 0, 0, 0];
    for (let k = 0; k < length; k++) {
      const value = vector[k]!;
      d0 += value * basis[b0 + k]!;
      d1 += value * basis[b1 + k]!;
      d2 += value * basis[b2 + k]!;
      d3 += value * basis[b3 + k]!;
    }
    for (let k = 0; k < length; k++) {
      vector[k] = vector[k]! - d0 * basis[b0 + k]! - d1 * basis[b1 + k]! - d2 * basis[b2 + k]! - d3 * basis[b3 + k]!;
    }
  }
  for (; j < count; j++) {
    const start = j * length;
    let dot = 0;
    for (let k = 0; k < length; k++) dot += vector[k]! * basis[start + k]!;
    for (let k = 0; k < length; k++) vector[k] = vector[k]! - dot * basis[start + k]!;
  }
}

function norm(vector: Float64Array): number {
  let squares = 0;
  for (let k = 0; k < vector.length; k++) squares += vector[k]! ** 2;
  return Math.sqrt(squares);
}
