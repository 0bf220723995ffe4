import { describe, expect, it } from "vitest";
import { cholesky } from "../../src/tensor/linalg/cholesky.js";
import { choleskyWithJitter } from "../../src/tensor/linalg/choleskyWithJitter.js";
import { covariance } from "../../src/tensor/linalg/covariance.js";
import { matmul } from "../../src/tensor/linalg/matmul.js";
import { orthogonal } from "../../src/tensor/linalg/orthogonal.js";
import { symmetricEigen } from "../../src/tensor/linalg/symmetricEigen.js";
import { Random } from "../../src/tensor/random.js";
import { expectClose } from "./expectClose.js";

// Five samples of three values; figures computed independently with numpy.
const samples = { data: Float32Array.of(1, 2, 0, 2, 1, 1, 3, 5, 2, 4, 3, 1, 5, 6, 4), count: 5, size: 3 };

function randomSymmetric(size: number): Float64Array {
  const half = Float64Array.from(new Random(4, "symmetric", size).normals(size * size));
  return half.map((value, index) => value + half[(index % size) * size + Math.floor(index / size)]!);
}

describe("covariance", () => {
  it("has the mean and the two normalisations of a hand-sized example", () => {
    const biased = covariance(samples, 0);
    expectClose(biased.mean, [3, 3.4, 1.6]);
    expectClose(biased.covariance, [2, 2, 1.6, 2, 3.44, 2.16, 1.6, 2.16, 1.84]);
    expectClose(covariance(samples).covariance, [2.5, 2.5, 2, 2.5, 4.3, 2.7, 2, 2.7, 2.3]);
  });

  it("keeps a variance of 1e-6 beside a mean of 1000, and is zero for one sample", () => {
    const data = Float64Array.of(1000, 1000.002);
    expect(covariance({ data, count: 2, size: 1 }).covariance[0]).toBeCloseTo(2e-6, 12);
    expect([...covariance({ data, count: 1, size: 2 }).covariance]).toEqual([0, 0, 0, 0]);
  });
});

describe("matmul", () => {
  it("multiplies, with b as it is or transposed", () => {
    const shape = { rows: 2, inner: 3, columns: 2 };
    const a = [1, 2, 3, 4, 5, 6];
    expect([...matmul(a, [7, 8, 9, 10, 11, 12], shape)]).toEqual([58, 64, 139, 154]);
    expect([...matmul(a, [7, 9, 11, 8, 10, 12], { ...shape, transposeB: true })]).toEqual([58, 64, 139, 154]);
  });
});

describe("cholesky", () => {
  it("factors a matrix whose factor is known", () => {
    const factor = cholesky([25, 15, -5, 15, 18, 0, -5, 0, 11], 3);
    expectClose(factor!, [5, 0, 0, 3, 3, 0, -1, 1, 3]);
  });

  it("gives back the matrix when multiplied with its transpose", () => {
    const size = 60;
    const root = Float64Array.from(new Random(5, "spd").normals(size * size));
    const matrix = matmul(root, root, { rows: size, inner: size, columns: size, transposeB: true });
    const factor = cholesky(matrix, size)!;
    expectClose(matmul(factor, factor, { rows: size, inner: size, columns: size, transposeB: true }), matrix, 1e-9);
  });

  it("refuses an indefinite and a singular matrix", () => {
    expect(cholesky([1, 2, 2, 1], 2)).toBeUndefined();
    expect(cholesky([1, 1, 1, 1], 2)).toBeUndefined();
    expect(cholesky([Number.NaN], 1)).toBeUndefined();
  });

  it("adds only as much jitter as a singular covariance needs", () => {
    const { factor, jitter } = choleskyWithJitter([4, 4, 4, 4], 2);
    expect(jitter).toBe(4e-6);
    expectClose(matmul(factor, factor, { rows: 2, inner: 2, columns: 2, transposeB: true }), [4, 4, 4, 4], 1e-5);
    expect(choleskyWithJitter([2, 1, 1, 2], 2).jitter).toBe(0);
    expect([...choleskyWithJitter([0, 0, 0, 0], 2).factor]).toEqual([0, 0, 0, 0]);
  });
});

describe("symmetricEigen", () => {
  it("finds the eigenvalues of the second difference, 2 - 2 cos(kπ/(n + 1))", () => {
    const size = 50;
    const matrix = Float64Array.from({ length: size * size }, (_, index) => {
      const distance = Math.abs(Math.floor(index / size) - (index % size));
      return distance === 0 ? 2 : distance === 1 ? -1 : 0;
    });
    const expected = Array.from({ length: size }, (_, k) => 2 - 2 * Math.cos(((size - k) * Math.PI) / (size + 1)));
    expectClose(symmetricEigen(matrix, size).values, expected, 1e-13);
  });

  it.each([1, 2, 3, 30, 120])("gives orthonormal rows with A v = λ v for a random matrix of size %i", (size) => {
    const matrix = randomSymmetric(size);
    const { values, vectors } = symmetricEigen(matrix, size);
    const shape = { rows: size, inner: size, columns: size };
    const product = matmul(vectors, matrix, shape);
    expectClose(
      product,
      vectors.map((value, index) => value * values[Math.floor(index / size)]!),
      1e-11,
    );
    const identity = matmul(vectors, vectors, { ...shape, transposeB: true });
    expectClose(
      identity,
      identity.map((_, index) => (index % (size + 1) === 0 ? 1 : 0)),
      1e-12,
    );
    expect([...values]).toEqual([...values].sort((a, b) => b - a));
  });

  it("copes with equal eigenvalues, zeros and blocks", () => {
    expect([...symmetricEigen(new Float64Array(9), 3).values]).toEqual([0, 0, 0]);
    expectClose(symmetricEigen([1, 0, 0, 0, 3, 0, 0, 0, 3], 3).values, [3, 3, 1]);
    expectClose(symmetricEigen(new Float64Array(16).fill(1), 4).values, [4, 0, 0, 0], 1e-14);
    expectClose(symmetricEigen([0, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 2, 0, 0, 2, 0], 4).values, [2, 1, -1, -2]);
  });
});

describe("orthogonal", () => {
  it.each([
    [6, 40],
    [40, 6],
    [8, 8],
    [256, 2304],
  ])("gives a %i x %i matrix with orthonormal rows or columns", (rows, columns) => {
    const matrix = orthogonal(rows, columns, new Random(6, "orthogonal"));
    const wide = rows <= columns;
    const [count, length] = wide ? [rows, columns] : [columns, rows];
    const vectors = wide ? matrix : matrix.map((_, i) => matrix[(i % length) * columns + Math.floor(i / length)]!);
    const gram = matmul(vectors, vectors, { rows: count, inner: length, columns: count, transposeB: true });
    expectClose(
      gram,
      gram.map((_, index) => (index % (count + 1) === 0 ? 1 : 0)),
      1e-6,
    );
  });

  it("is uniform: an element of a 3 x 3 rotation has mean 0 and variance 1/3", () => {
    const firsts = Array.from({ length: 20_000 }, (_, i) => orthogonal(3, 3, new Random(7, "haar", i))[4]!);
    expect(firsts.reduce((sum, value) => sum + value, 0) / firsts.length).toBeCloseTo(0, 1);
    expect(firsts.reduce((sum, value) => sum + value ** 2, 0) / firsts.length).toBeCloseTo(1 / 3, 2);
  });
});
