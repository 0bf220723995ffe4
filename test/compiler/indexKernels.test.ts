import * as tf from "@tensorflow/tfjs-core";
import { describe, it } from "vitest";
import { expectAsEager } from "../support/againstEager.js";
import { bools, ints, type KernelCase, n, positive } from "../support/kernelCases.js";

const places = (values: number[][]) => tf.tensor2d(values, undefined, "int32");

const WITH_GRADIENTS: KernelCase[] = [
  ["angle of points", (a, b) => tf.atan2(a, b), n(3, 4), n(3, 4)],
  [
    "gather with a batch",
    (x) =>
      tf.gather(
        x,
        tf.tensor2d(
          [
            [0, 2],
            [1, 1],
          ],
          [2, 2],
          "int32",
        ),
        1,
        0,
      ),
    n(2, 3),
  ],
  ["step of a leak", (x) => tf.mul(tf.step(x, 0.3), x), n(7)],
];

const VALUES: KernelCase[] = [
  ["einsum of matrices", (a, b) => tf.einsum("ij,jk->ik", a, b), n(3, 4), n(4, 2)],
  ["einsum of a batch", (a, b) => tf.einsum("bij,bjk->bki", a, b), n(2, 3, 4), n(2, 4, 5)],
  ["cumulative product", (x) => tf.cumprod(x, 1), positive(2, 5)],
  [
    "gather at places",
    (x) =>
      tf.gatherND(
        x,
        places([
          [1, 0],
          [0, 2],
          [1, 0],
        ]),
      ),
    n(2, 3, 2),
  ],
  ["top values", (x) => tf.topk(x, 2).values, n(3, 5)],
  ["diagonal", (x) => tf.diag(x), n(4)],
  ["exclusive cumulative product from the end", (x) => tf.cumprod(x, 0, true, true), n(6, 2)],
  ["cumulative product of integers", (x) => tf.cumprod(x), ints(-3, 4, 5)],
  ["places of top values", (x) => tf.topk(x, 3).indices, n(3, 5)],
  ["top integers", (x) => tf.topk(x, 4).values, ints(0, 4, 3, 6)],
  [
    "gather along a later axis with a batch",
    (x, i) => tf.gather(x, i as tf.Tensor2D, 2, 1),
    n(2, 3, 4, 2),
    ints(0, 4, 2, 3),
  ],
  ["scatter that adds", (x) => tf.scatterND(places([[1], [3], [1]]), x, [5, 2]), n(3, 2)],
  [
    "scatter of integers",
    (x) =>
      tf.scatterND(
        places([
          [0, 1],
          [2, 0],
        ]),
        x,
        [3, 2],
      ),
    ints(0, 9, 2),
  ],
  ["update at places", (x, y) => tf.tensorScatterUpdate(x, places([[2], [0]]), y), n(4, 3), n(2, 3)],
  ["sparse to dense", (x) => tf.sparseToDense(tf.tensor1d([1, 4], "int32"), x, [6], tf.scalar(0.5)), n(2)],
  ["places in sorted rows, left", (x) => tf.lowerBound(tf.tensor2d([[-1, 0, 1]]), x as tf.Tensor2D), n(1, 6)],
  ["places in sorted rows, right", (x) => tf.upperBound([0, 1, 1, 2], x as tf.Tensor1D), ints(-1, 4, 8)],
  ["counts", (x) => tf.bincount(x as tf.Tensor1D, tf.tensor1d([]), 4), ints(0, 6, 12)],
  ["weighted counts", (x, w) => tf.bincount(x as tf.Tensor1D, w as tf.Tensor1D, 6), ints(0, 6, 12), n(12)],
  [
    "whether values occur in rows",
    (x) => tf.denseBincount(x as tf.Tensor2D, tf.tensor2d([], [0, 0]), 5, true),
    ints(0, 5, 3, 4),
  ],
  ["indices that no class has", (x) => tf.oneHot(x, 4, 2, -1), ints(-2, 7, 3, 5)],
  ["diagonal of conditions", (x) => tf.diag(x), bools(3)],
  ["choice between conditions", (a, b, c) => tf.where(a, b, c), bools(5), bools(5), bools(5)],
  ["bitwise and", (a, b) => tf.bitwiseAnd(a, b), ints(0, 200, 6), ints(0, 200, 6)],
  ["clipped integers", (x) => tf.clipByValue(x, 2, 5), ints(0, 9, 8)],
  ["integer matrix product", (a, b) => tf.matMul(a, b), ints(0, 9, 3, 4), ints(0, 9, 4, 2)],
  ["segments that are not there", (x) => tf.unsortedSegmentSum(x, tf.tensor1d([0, -1, 2, 7], "int32"), 3), n(4, 2)],
  ["rounding of integers", (x) => tf.round(x), ints(-4, 5, 6)],
  ["what is finite", (x) => tf.logicalAnd(tf.isFinite(tf.log(x)), tf.isInf(tf.div(1, tf.relu(x)))), n(9)],
  ["maximum of a row with NaN", (x) => tf.max(tf.log(x), 1), n(4, 3)],
  ["sign of NaN", (x) => tf.sign(tf.log(x)), n(9)],
  ["numbers on a line", (x) => tf.add(x, tf.linspace(-1, 2, 5)), n(5)],
  ["counting down", (x) => tf.add(x, tf.range(3, -2, -1)), n(5)],
];

describe("A compiled kernel over indices and numbers gives TensorFlow.js's values and gradients:", () => {
  it.each(WITH_GRADIENTS)("%s", (_, fn, ...inputs) => expectAsEager(fn, inputs, true));
});

describe("A compiled kernel over indices and numbers gives TensorFlow.js's values:", () => {
  it.each(VALUES)("%s", (_, fn, ...inputs) => expectAsEager(fn, inputs, false));
});
