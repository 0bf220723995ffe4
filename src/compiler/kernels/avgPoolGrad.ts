import type * as tf from "@tensorflow/tfjs-core";
import { constantValue, uniformValue } from "../constantValue.js";
import { kernel } from "../kernel.js";
import { CHANNELS_FIRST, type TracedValue } from "../tracedValue.js";
import type { Tracer } from "../tracer.js";
import { windowAttributes } from "./convolution.js";
import { enlarge } from "./enlarge.js";
import { type PoolingAttributes, poolingInfo } from "./pooling.js";

/** Spreads each output's gradient evenly over the inputs of its window; inputs in the padding do not count. */
export const avgPoolGrad = kernel<"dy" | "input", PoolingAttributes>(
  "AvgPoolGrad",
  (trace, { dy, input }, attributes) => {
    const info = poolingInfo(input.shape, attributes);
    const share = trace.elementwise("Div", [dy, windowCounts(info)], "float32");
    const { filterHeight, filterWidth, strideHeight, strideWidth, inHeight, inWidth, outHeight, outWidth } = info;
    const tiles = filterHeight === strideHeight && filterWidth === strideWidth;
    if (tiles && inHeight === outHeight * strideHeight && inWidth === outWidth * strideWidth) {
      return enlarge(trace, share, strideHeight, strideWidth);
    }
    return spread(trace, share, input, info);
  },
);

function windowCounts(info: tf.backend_util.Conv2DInfo): TracedValue {
  const along = (out: number, stride: number, extent: number, before: number, size: number) =>
    Array.from({ length: out }, (_, i) => {
      const first = i * stride - before;
      return Math.min(first + extent, size) - Math.max(first, 0);
    });
  const rows = along(info.outHeight, info.strideHeight, info.filterHeight, info.padInfo.top, info.inHeight);
  const columns = along(info.outWidth, info.strideWidth, info.filterWidth, info.padInfo.left, info.inWidth);
  const counts = Float32Array.from(rows.flatMap((row) => columns.map((column) => row * column)));
  return constantValue(counts, [1, info.outHeight, info.outWidth, 1], "float32");
}

function spread(trace: Tracer, share: TracedValue, input: TracedValue, info: tf.backend_util.Conv2DInfo): TracedValue {
  const { top, bottom, left, right } = info.padInfo;
  const channels = input.shape[3]!;
  const ones = trace.full(uniformValue(1, [channels, 1, info.filterHeight, info.filterWidth], "float32"));
  const height = (info.outHeight - 1) * info.strideHeight + info.filterHeight - top - bottom;
  const width = (info.outWidth - 1) * info.strideWidth + info.filterWidth - left - right;
  const name = trace.node("ConvTranspose", [trace.full(share, CHANNELS_FIRST), ones], {
    ...windowAttributes(info),
    group: channels,
    output_padding: [info.inHeight - height, info.inWidth - width],
  });
  return trace.value(input.shape, "float32", name, CHANNELS_FIRST);
}
