import { kernel } from "../kernel.js";
import { CHANNELS_FIRST } from "../tracedValue.js";
import { type ConvolutionAttributes, convolutionInfo, windowAttributes } from "./convolution.js";

export const depthwiseConv2dNative = kernel<"x" | "filter", ConvolutionAttributes>(
  "DepthwiseConv2dNative",
  (trace, { x, filter }, attributes) => {
    const info = convolutionInfo("DepthwiseConv2dNative", x.shape, filter.shape, attributes, true);
    const [height, width, channels, multiplier] = filter.shape as [number, number, number, number];
    // TensorFlow.js: [H, W, C, M]; ONNX, grouped by C: [C * M, 1, H, W].
    const reordered = trace.full(filter, [2, 3, 0, 1]);
    const weights = trace.node("Reshape", [reordered, trace.integers([channels * multiplier, 1, height, width])]);
    const name = trace.node("Conv", [trace.full(x, CHANNELS_FIRST), weights], {
      ...windowAttributes(info),
      group: channels,
    });
    return trace.value(info.outShape, "float32", name, CHANNELS_FIRST);
  },
);
