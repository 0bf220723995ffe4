import * as tf from "@tensorflow/tfjs-core";

/** Attributes that TensorFlow.js's 2-D pooling kernels share. */
export interface PoolingAttributes {
  filterSize: number | [number, number];
  strides: number | [number, number];
  pad: "valid" | "same" | number | tf.backend_util.ExplicitPadding;
  dimRoundingMode?: "floor" | "round" | "ceil";
}

/** Sizes, strides and paddings of a pooling of an NHWC input. */
export function poolingInfo(shape: readonly number[], attributes: PoolingAttributes): tf.backend_util.Conv2DInfo {
  const { filterSize, strides, pad, dimRoundingMode } = attributes;
  return tf.backend_util.computePool2DInfo(
    shape as [number, number, number, number],
    filterSize,
    strides,
    1,
    pad,
    dimRoundingMode,
  );
}

/**
 * Whether windows are single pixels, some in the padding, as many as there are pixels. TensorFlow.js then gives the input back, and ONNX has
 * no such pooling.
 */
export function isPaddedPixel({
  filterHeight,
  filterWidth,
  inShape,
  outShape,
  padInfo,
}: tf.backend_util.Conv2DInfo): boolean {
  const isPadded = padInfo.top + padInfo.bottom + padInfo.left + padInfo.right > 0;
  return isPadded && filterHeight * filterWidth === 1 && inShape.join() === outShape.join();
}
