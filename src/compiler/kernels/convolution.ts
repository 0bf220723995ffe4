import * as tf from "@tensorflow/tfjs-core";
import type { Attribute } from "../../graph/index.js";
import { UnsupportedKernelError } from "../unsupportedKernelError.js";

/** Attributes that all of TensorFlow.js's 2-D convolution kernels share. */
export interface ConvolutionAttributes {
  strides: number | [number, number];
  pad: "valid" | "same" | number | tf.backend_util.ExplicitPadding;
  dilations?: number | [number, number];
  dataFormat?: string;
  dimRoundingMode?: "floor" | "round" | "ceil";
}

/** Sizes, strides and paddings of a convolution of an NHWC input by an HWIO kernel. */
export function convolutionInfo(
  name: string,
  inputShape: readonly number[],
  filterShape: readonly number[],
  { strides, pad, dilations, dataFormat, dimRoundingMode }: ConvolutionAttributes,
  depthwise = false,
): tf.backend_util.Conv2DInfo {
  if (dataFormat && dataFormat !== "NHWC")
    throw new UnsupportedKernelError(name, `data format ${dataFormat} is not lowered; NHWC is`);
  const input = inputShape as [number, number, number, number];
  const filter = filterShape as [number, number, number, number];
  return tf.backend_util.computeConv2DInfo(input, filter, strides, dilations ?? 1, pad, dimRoundingMode, depthwise);
}

/** The attributes of an ONNX Conv, ConvTranspose or pooling operator. */
export function windowAttributes(info: tf.backend_util.Conv2DInfo): Record<string, Attribute> {
  const { top, left, bottom, right } = info.padInfo;
  return {
    kernel_shape: [info.filterHeight, info.filterWidth],
    strides: [info.strideHeight, info.strideWidth],
    pads: [top, left, bottom, right],
    ...(info.dilationHeight * info.dilationWidth > 1 && { dilations: [info.dilationHeight, info.dilationWidth] }),
  };
}
