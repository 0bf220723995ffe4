import { kernel } from "../kernel.js";
import { CHANNELS_FIRST, KERNEL_OIHW } from "../tracedValue.js";
import { type ConvolutionAttributes, convolutionInfo, windowAttributes } from "./convolution.js";

/** Gradient of a convolution with respect to its input: a transposed convolution with the same kernel. */
export const conv2DBackpropInput = kernel<"dy" | "filter", ConvolutionAttributes & { inputShape: number[] }>(
  "Conv2DBackpropInput",
  (trace, { dy, filter }, attributes) => {
    const { inputShape } = attributes;
    const info = convolutionInfo("Conv2DBackpropInput", inputShape, filter.shape, attributes);
    const { top, bottom, left, right } = info.padInfo;
    const reached = (out: number, stride: number, extent: number) => (out - 1) * stride + extent;
    const height = reached(info.outHeight, info.strideHeight, info.effectiveFilterHeight) - top - bottom;
    const width = reached(info.outWidth, info.strideWidth, info.effectiveFilterWidth) - left - right;
    const name = trace.node("ConvTranspose", [trace.full(dy, CHANNELS_FIRST), trace.full(filter, KERNEL_OIHW)], {
      ...windowAttributes(info),
      // Rows and columns of the input that no window reached have gradient zero; they are missing at the end.
      output_padding: [info.inHeight - height, info.inWidth - width],
    });
    return trace.value(inputShape, "float32", name, CHANNELS_FIRST);
  },
);
