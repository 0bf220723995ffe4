import { type Kernel, kernel } from "../kernel.js";
import { type Pooling3DAttributes, pooling3DInfo, VOLUME_CHANNELS_FIRST, volumeAttributes } from "./convolution3D.js";

/** Maximum and average over windows of volumes. */
export const POOL_3D: readonly Kernel[] = Object.entries({ MaxPool3D: "MaxPool", AvgPool3D: "AveragePool" }).map(
  ([name, op]) =>
    kernel<"x", Pooling3DAttributes>(name, (trace, { x }, attributes) => {
      const info = pooling3DInfo(x.shape, attributes);
      const { dilations: _, ...window } = volumeAttributes(info);
      const pooled = trace.node(op, [trace.full(x, VOLUME_CHANNELS_FIRST)], window);
      return trace.value(info.outShape, x.dtype, pooled, VOLUME_CHANNELS_FIRST);
    }),
);
