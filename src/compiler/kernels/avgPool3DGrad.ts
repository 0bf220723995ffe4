import { constantValue, uniformValue } from "../constantValue.js";
import { kernel } from "../kernel.js";
import {
  type Pooling3DAttributes,
  pooling3DInfo,
  unreached,
  VOLUME_CHANNELS_FIRST,
  volumeAttributes,
  volumeCounts,
} from "./convolution3D.js";

/** Spreads each output's gradient evenly over the inputs of its window; inputs in the padding do not count. */
export const avgPool3DGrad = kernel<"dy" | "input", Pooling3DAttributes>(
  "AvgPool3DGrad",
  (trace, { dy, input }, attributes) => {
    const info = pooling3DInfo(input.shape, attributes);
    const { dilations: _, ...window } = volumeAttributes(info);
    const counts = volumeCounts(info).map((count) => Math.max(count, 1));
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
