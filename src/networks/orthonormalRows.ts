import type { Random } from "../tensor/random.js";

/**
 * `count` orthonormal vectors of the given length, count <= length, uniformly distributed: modified Gram-Schmidt on Gaussian vectors.
 * Run twice over each vector, which keeps the result orthogonal to double precision (Giraud et al. 2005).
 */
export function orthonormalRows(count: number, length: number, random: Random): Float64Array[] {
  const basis: Float64Array[] = [];
  while (basis.length < count) {
    const vector = Float64Array.from(random.normals(length));
    for (let pass = 0; pass < 2; pass++) for (const done of basis) removeComponent(vector, done);
    const norm = Math.sqrt(dot(vector, vector));
    basis.push(vector.map((value) => value / norm));
  }
  return basis;
}

function removeComponent(vector: Float64Array, unit: Float64Array): void {
  const component = dot(vector, unit);
  for (let i = 0; i < vector.length; i++) vector[i] = vector[i]! - component * unit[i]!;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}
