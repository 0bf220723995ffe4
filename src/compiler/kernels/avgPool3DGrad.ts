import { constantValue, uniformValue } from "../constantValue.js";
import { kernel } from "../kernel.js";
import {
  type Pooling3DAttributes,
  pooling3DInfo,
  unreached,
  VOLUME_CHANNELS_FIRST,
  volumeAttributes,
} from "./convolution3D.js";

/** Spreads each output's gradient evenly over the inputs of its window; inputs in the padding do not count. */
export const avgPool3DGrad = kernel<"dy" | "input", Pooling3DAttributes>(
  "AvgPool3DGrad",
  (trace, { dy, input }, attributes) => {
    const info = pooling3DInfo(input.shape, attributes);
    const { dilations: _, ...window } = volumeAttributes(info);
    const along = (out: number, stride: number, extent: number, before: number, size: number) =>
      Array.from({ length: out }, (__, i) => {
        const first = i * stride - before;
        return Math.min(first + extent, size) - Math.max(first, 0);
      });
    const layers = along(info.outDepth, info.strideDepth, info.filterDepth, info.padInfo.front, info.inDepth);
    const rows = along(info.outHeight, info.strideHeight, info.filterHeight, info.padInfo.top, info.inHeight);
    const columns = along(info.outWidth, info.strideWidth, info.filterWidth, info.padInfo.left, info.inWidth);
    const counts = layers.flatMap((a) => rows.flatMap((b) => columns.map((c) => a * b * c)));
    const places = [1, info.outDepth, info.outHeight, info.outWidth, 1];
    const share = trace.elementwise(
      "Div",
      [dy, constantValue(Float32Array.from(counts), places, "float32")],
      "float32",
    );
    const channels = input.shape[4]!;
    const extent = [info.filterDepth, info.filterHeight, info.filterWidth];
    const ones = trace.full(uniformValue(1, [channels, 1, ...extent], "float32"));
    const name = trace.node("ConvTranspose", [trace.full(share, VOLUME_CHANNELS_FIRST), ones], {
      ...window,
      group: channels,
      output_padding: unreached(info),
    });
    return trace.value(input.shape, "float32", name, VOLUME_CHANNELS_FIRST);
  },
);
