import { kernel } from "../kernel.js";
import { CHANNELS_FIRST, KERNEL_OIHW } from "../tracedValue.js";
import { type ConvolutionAttributes, convolutionInfo, windowAttributes } from "./convolution.js";
import { rowConvolution } from "./rowConvolution.js";
import { suitsRows } from "./windowRows.js";
import { suitsWinograd, winogradConvolution } from "./winograd.js";

export const conv2D = kernel<"x" | "filter", ConvolutionAttributes>("Conv2D", (trace, { x, filter }, attributes) => {
  const info = convolutionInfo("Conv2D", x.shape, filter.shape, attributes);
  if (suitsWinograd(info, filter)) return winogradConvolution(trace, x, filter, info);
  if (suitsRows(info, filter)) return rowConvolution(trace, x, filter, info);
  const inputs = [trace.full(x, CHANNELS_FIRST), trace.full(filter, KERNEL_OIHW)];
  return trace.value(info.outShape, "float32", trace.node("Conv", inputs, windowAttributes(info)), CHANNELS_FIRST);
});
