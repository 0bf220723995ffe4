import * as tf from "@tensorflow/tfjs-core";
import { describe, it } from "vitest";
import { expectAsEager, expectFiniteDifferences } from "../support/againstEager.js";
import { four, type KernelCase, n, three } from "../support/kernelCases.js";

const WITH_GRADIENTS: KernelCase[] = [
  ["bilinear resizing", (x) => tf.image.resizeBilinear(four(x), [5, 5]), n(1, 3, 3, 2)],
  ["bilinear resizing, corners aligned", (x) => tf.image.resizeBilinear(four(x), [4, 4], true), n(2, 6, 6, 2)],
  ["nearest resizing by no whole factor", (x) => tf.image.resizeNearestNeighbor(four(x), [5, 7]), n(1, 3, 4, 2)],
  ["nearest resizing, corners aligned", (x) => tf.image.resizeNearestNeighbor(four(x), [5, 7], true), n(1, 3, 4, 2)],
  [
    "space to batch",
    (x) =>
      tf.spaceToBatchND(
        x,
        [2, 2],
        [
          [0, 0],
          [2, 0],
        ],
      ),
    n(2, 4, 2, 3),
  ],
  [
    "batch to space",
    (x) =>
      tf.batchToSpaceND(
        x,
        [2, 2],
        [
          [0, 1],
          [1, 0],
        ],
      ),
    n(4, 2, 3, 2),
  ],
  ["pooling with gaps", (x) => tf.pool(four(x), 2, "max", "valid", 2, 1), n(1, 5, 5, 2)],
  [
    "mirror padding",
    (x) =>
      tf.mirrorPad(
        three(x),
        [
          [1, 1],
          [0, 2],
          [2, 0],
        ],
        "reflect",
      ),
    n(2, 3, 4),
  ],
];

const boxes = () =>
  tf.tensor2d([
    [0, 0, 1, 1],
    [0.2, 0.12, 0.7, 0.88],
    [-0.2, 0.51, 1.3, 0.6],
  ]);
const inBoxes = () => tf.tensor1d([0, 1, 1], "int32");
const warp = () => tf.tensor2d([[1, 0.2, -0.43, -0.1, 0.9, 0.77, 0.01, 0.02]]);
const warped = (
  interpolation: "nearest" | "bilinear",
  mode: "constant" | "reflect" | "wrap" | "nearest",
): KernelCase => [
  `projective transformation, ${interpolation}, ${mode}`,
  (x) => tf.image.transform(four(x), warp(), interpolation, mode, 0.5, [4, 7]),
  n(1, 5, 6, 2),
];

const VALUES: KernelCase[] = [
  ["crops", (x) => tf.image.cropAndResize(four(x), boxes(), inBoxes(), [3, 4], "bilinear", 9), n(2, 5, 6, 2)],
  ["crops, nearest", (x) => tf.image.cropAndResize(four(x), boxes(), inBoxes(), [3, 4], "nearest", 9), n(2, 5, 6, 2)],
  ["crops of one pixel", (x) => tf.image.cropAndResize(four(x), boxes(), inBoxes(), [1, 1]), n(2, 5, 6, 2)],
  [
    "crops in boxes that are computed",
    (x, b) => tf.image.cropAndResize(four(x), b as tf.Tensor2D, tf.tensor1d([0, 0], "int32"), [2, 3]),
    n(1, 5, 6, 2),
    { shape: [2, 4], low: 0, high: 1 },
  ],
  warped("nearest", "constant"),
  warped("bilinear", "constant"),
  warped("bilinear", "reflect"),
  warped("bilinear", "wrap"),
  warped("nearest", "nearest"),
  ["rotation", (x) => tf.image.rotateWithOffset(four(x), 0.7, [1, 2, 3], [0.4, 0.6]), n(2, 5, 6, 4)],
  ["flip", (x) => tf.image.flipLeftRight(four(x)), n(2, 3, 4, 2)],
  ["depth to space", (x) => tf.depthToSpace(four(x), 2), n(2, 2, 3, 8)],
  [
    "symmetric padding",
    (x) =>
      tf.mirrorPad(
        three(x),
        [
          [2, 1],
          [0, 3],
          [1, 0],
        ],
        "symmetric",
      ),
    n(2, 3, 4),
  ],
  [
    "nearest resizing from pixel centres",
    (x) => tf.image.resizeNearestNeighbor(four(x), [4, 3], false, true),
    n(2, 7, 5, 2),
  ],
  ["padding of integers", (x) => tf.pad(x, [[1, 2]], 7), { shape: [4], dtype: "int32", low: 0, high: 9 }],
];

describe("A compiled image kernel gives TensorFlow.js's values and gradients:", () => {
  it.each(WITH_GRADIENTS)("%s", (_, fn, ...inputs) => expectAsEager(fn, inputs, true));
});

describe("A compiled image kernel gives TensorFlow.js's values:", () => {
  it.each(VALUES)("%s", (_, fn, ...inputs) => expectAsEager(fn, inputs, false));
});

// TensorFlow.js gives the gradient of a resized oblong its sides the wrong way round (4.22).
describe("A compiled gradient of resizing is what finite differences say:", () => {
  it("for an oblong", () => expectFiniteDifferences((x) => tf.image.resizeBilinear(four(x), [3, 5]), n(1, 2, 4, 1)));
  it("for a batch that is reduced", () =>
    expectFiniteDifferences((x) => tf.image.resizeBilinear(four(x), [2, 2]), n(2, 3, 5, 1)));
});
