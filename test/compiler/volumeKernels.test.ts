import * as tf from "@tensorflow/tfjs-core";
import { describe, it } from "vitest";
import { expectAsEager, expectFiniteDifferences } from "../support/againstEager.js";
import { five, four, type KernelCase, n } from "../support/kernelCases.js";

const volume = (
  stride: number | [number, number, number],
  pad: "same" | "valid",
  size: number,
  filter: number,
): KernelCase => [
  `volume convolution of ${size} by ${filter}, stride ${stride}, padding ${pad}`,
  (x, w) => tf.conv3d(five(x), five(w), stride, pad),
  n(2, size, size, size, 2),
  n(filter, filter, filter, 2, 3),
];

const WITH_GRADIENTS: KernelCase[] = [
  volume(1, "same", 4, 3),
  volume(1, "valid", 4, 2),
  volume(2, "same", 5, 3),
  volume([1, 2, 1], "valid", 5, 2),
  ["volume maximum pooling", (x) => tf.maxPool3d(five(x), 2, 1, "same"), n(2, 3, 4, 3, 2)],
  ["volume average pooling", (x) => tf.avgPool3d(five(x), 2, 2, "valid"), n(2, 4, 4, 5, 2)],
  ["depthwise convolution", (x, w) => tf.depthwiseConv2d(four(x), four(w), 1, "same"), n(2, 5, 4, 3), n(3, 3, 3, 2)],
  [
    "depthwise convolution with stride",
    (x, w) => tf.depthwiseConv2d(four(x), four(w), 2, "valid"),
    n(3, 6, 6, 2),
    n(3, 3, 2, 1),
  ],
  [
    "convolution of NCHW images",
    (x, w) => tf.transpose(tf.conv2d(four(tf.transpose(x, [0, 2, 3, 1])), four(w), 1, "same"), [0, 3, 1, 2]),
    n(2, 3, 5, 4),
    n(3, 3, 3, 2),
  ],
  ["local response normalisation", (x) => tf.localResponseNormalization(four(x), 1, 1.5, 0.3, 0.75), n(1, 3, 2, 5)],
  ["dilation", (x, w) => tf.dilation2d(four(x), w as tf.Tensor3D, 1, "same"), n(2, 4, 4, 2), n(3, 2, 2)],
  [
    "dilation with strides and gaps",
    (x, w) => tf.dilation2d(four(x), w as tf.Tensor3D, [2, 1], "valid", [1, 2]),
    n(1, 5, 6, 2),
    n(2, 2, 2),
  ],
];

const VALUES: KernelCase[] = [
  [
    "transposed volume convolution",
    (x, w) => tf.conv3dTranspose(five(x), five(w), [1, 4, 4, 4, 2], 2, "same"),
    n(1, 2, 2, 2, 3),
    n(3, 3, 3, 2, 3),
  ],
  ["NCHW convolution itself", (x, w) => tf.conv2d(four(x), four(w), 2, "same", "NCHW"), n(1, 2, 5, 5), n(3, 3, 2, 4)],
  ["windows of volumes that see only padding", (x) => tf.avgPool3d(five(x), 2, 1, 2), n(1, 2, 2, 2, 2)],
  ["maximum pooling with places: values", (x) => tf.maxPoolWithArgmax(four(x), 2, 1, "same").result!, n(2, 4, 3, 3)],
  [
    "maximum pooling with places: places",
    (x) => tf.maxPoolWithArgmax(four(x), 2, 2, "valid", true).indexes!,
    n(2, 4, 4, 3),
  ],
];

describe("A compiled kernel over volumes or windows gives TensorFlow.js's values and gradients:", () => {
  it.each(WITH_GRADIENTS)("%s", (_, fn, ...inputs) => expectAsEager(fn, inputs, true));
});

describe("A compiled kernel over volumes or windows gives TensorFlow.js's values:", () => {
  it.each(VALUES)("%s", (_, fn, ...inputs) => expectAsEager(fn, inputs, false));
});

// TensorFlow.js divides by the whole window here too, where its pooling divides by the part inside the volume.
describe("A compiled gradient over volumes is what finite differences say:", () => {
  it("of average pooling with padding", () =>
    expectFiniteDifferences((x) => tf.avgPool3d(five(x), 2, 1, "same"), n(1, 2, 3, 2, 1)));
});
