import type * as tf from "@tensorflow/tfjs-core";
import { constantValue, uniformValue } from "../constantValue.js";
import { type Kernel, kernel } from "../kernel.js";
import type { TracedValue } from "../tracedValue.js";
import type { Tracer } from "../tracer.js";
import {
  type Pooling3DAttributes,
  pooling3DInfo,
  VOLUME_CHANNELS_FIRST,
  volumeAttributes,
  volumeCounts,
} from "./convolution3D.js";

/** Maximum and average over windows of volumes. */
export const POOL_3D: readonly Kernel[] = Object.entries({ MaxPool3D: "MaxPool", AvgPool3D: "AveragePool" }).map(
  ([name, op]) =>
    kernel<"x", Pooling3DAttributes>(name, (trace, { x }, attributes) => {
      const info = pooling3DInfo(x.shape, attributes);
      const { dilations: _, ...window } = volumeAttributes(info);
      if (name === "AvgPool3D" && hasWindowsOutside(info)) return averagesWithEmpty(trace, x, info);
      const pooled = trace.node(op, [trace.full(x, VOLUME_CHANNELS_FIRST)], window);
      return trace.value(info.outShape, x.dtype, pooled, VOLUME_CHANNELS_FIRST);
    }),
);

/** Windows that see nothing but padding; onnxruntime refuses them. */
function hasWindowsOutside({ padInfo, filterDepth, filterHeight, filterWidth }: tf.backend_util.Conv3DInfo): boolean {
  return (
    Math.max(padInfo.front, padInfo.back) >= filterDepth ||
    Math.max(padInfo.top, padInfo.bottom) >= filterHeight ||
    Math.max(padInfo.left, padInfo.right) >= filterWidth
  );
}

/** Averages that are zero where a window is empty: sums by a convolution with ones, over the number of elements that each window sees. */
function averagesWithEmpty(trace: Tracer, x: TracedValue, info: tf.backend_util.Conv3DInfo): TracedValue {
  const channels = x.shape[4]!;
  const extent = [info.filterDepth, info.filterHeight, info.filterWidth];
  const ones = trace.full(uniformValue(1, [channels, 1, ...extent], "float32"));
  const window = { ...volumeAttributes(info), group: channels };
  const name = trace.node("Conv", [trace.full(x, VOLUME_CHANNELS_FIRST), ones], window);
  const sums = trace.value(info.outShape, "float32", name, VOLUME_CHANNELS_FIRST);
  const counts = Float32Array.from(volumeCounts(info), (count) => Math.max(count, 1));
  const places = [1, info.outDepth, info.outHeight, info.outWidth, 1];
  return trace.elementwise("Div", [sums, constantValue(counts, places, "float32")], "float32");
}
