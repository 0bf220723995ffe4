import { kernel } from "../kernel.js";
import { type ConvolutionAttributes, convolutionInfo } from "./convolution.js";
import { cut } from "./slice.js";

/**
 * Gradient of a depthwise convolution with respect to its kernel: per input channel a convolution of the input by dy in which the batch
 * stands in the place of the channels, and strides and dilations have changed places.
 */
export const depthwiseConv2dNativeBackpropFilter = kernel<
  "x" | "dy",
  ConvolutionAttributes & { filterShape: number[] }
>("DepthwiseConv2dNativeBackpropFilter", (trace, { x, dy }, attributes) => {
  const { filterShape } = attributes;
  const info = convolutionInfo("DepthwiseConv2dNativeBackpropFilter", x.shape, filterShape, attributes, true);
  const [height, width, channels, multiplier] = filterShape as [number, number, number, number];
  const { top, bottom, left, right } = info.padInfo;
  // The padding at the end that the last window reached; where it is negative, the input's last rows were not reached.
  const below = (info.outHeight - 1) * info.strideHeight + info.effectiveFilterHeight - info.inHeight - top;
  const beside = (info.outWidth - 1) * info.strideWidth + info.effectiveFilterWidth - info.inWidth - left;
  const [batch, inHeight, inWidth] = [
    x.shape[0]!,
    info.inHeight + Math.min(below, 0),
    info.inWidth + Math.min(beside, 0),
  ];
  const used = trace.full(cut(trace, x, [0, 0, 0, 0], [batch, inHeight, inWidth, channels]), [3, 0, 1, 2]);
  const groups = trace.node("Reshape", [used, trace.integers([1, channels * batch, inHeight, inWidth])]);
  const name = trace.node("Conv", [groups, trace.full(dy, [3, 0, 1, 2])], {
    group: channels,
    kernel_shape: [info.outHeight, info.outWidth],
    strides: [info.dilationHeight, info.dilationWidth],
    dilations: [info.strideHeight, info.strideWidth],
    pads: [top, left, Math.min(Math.max(below, 0), bottom), Math.min(Math.max(beside, 0), right)],
  });
  const stored = trace.node("Reshape", [name, trace.integers([channels, multiplier, height, width])]);
  return trace.value(filterShape, "float32", stored, [2, 3, 0, 1]);
});
