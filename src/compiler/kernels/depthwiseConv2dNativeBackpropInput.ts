import { kernel } from "../kernel.js";
import { CHANNELS_FIRST } from "../tracedValue.js";
import { type ConvolutionAttributes, convolutionInfo, windowAttributes } from "./convolution.js";

/** Gradient of a depthwise convolution with respect to its input: transposed convolutions, one group per input channel. */
export const depthwiseConv2dNativeBackpropInput = kernel<
  "dy" | "filter",
  ConvolutionAttributes & { inputShape: number[] }
>("DepthwiseConv2dNativeBackpropInput", (trace, { dy, filter }, attributes) => {
  const { inputShape } = attributes;
  const info = convolutionInfo("DepthwiseConv2dNativeBackpropInput", inputShape, filter.shape, attributes, true);
  const [height, width, channels, multiplier] = filter.shape as [number, number, number, number];
  const reordered = trace.full(filter, [2, 3, 0, 1]);
  const weights = trace.node("Reshape", [reordered, trace.integers([channels * multiplier, 1, height, width])]);
  const { top, bottom, left, right } = info.padInfo;
  const name = trace.node("ConvTranspose", [trace.full(dy, CHANNELS_FIRST), weights], {
    ...windowAttributes(info),
    group: channels,
    output_padding: [
      info.inHeight + top + bottom - (info.outHeight - 1) * info.strideHeight - info.effectiveFilterHeight,
      info.inWidth + left + right - (info.outWidth - 1) * info.strideWidth - info.effectiveFilterWidth,
    ],
  });
  return trace.value(inputShape, "float32", name, CHANNELS_FIRST);
});
