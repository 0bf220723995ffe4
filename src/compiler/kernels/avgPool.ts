import { kernel } from "../kernel.js";
import { CHANNELS_FIRST } from "../tracedValue.js";
import { windowAttributes } from "./convolution.js";
import { isPaddedPixel, type PoolingAttributes, poolingInfo } from "./pooling.js";

export const avgPool = kernel<"x", PoolingAttributes>("AvgPool", (trace, { x }, attributes) => {
  const info = poolingInfo(x.shape, attributes);
  if (isPaddedPixel(info)) return x;
  const name = trace.node("AveragePool", [trace.full(x, CHANNELS_FIRST)], windowAttributes(info));
  return trace.value(info.outShape, "float32", name, CHANNELS_FIRST);
});
