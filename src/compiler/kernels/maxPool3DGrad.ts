import { kernel } from "../kernel.js";
import { addAtMaxima } from "./addAtMaxima.js";
import { type Pooling3DAttributes, pooling3DInfo, VOLUME_CHANNELS_FIRST, volumeAttributes } from "./convolution3D.js";

/** Adds each output's gradient to the input that was its window's maximum. */
export const maxPool3DGrad = kernel<"dy" | "input" | "output", Pooling3DAttributes>(
  "MaxPool3DGrad",
  (trace, { dy, input }, attributes) => {
    const { dilations: _, ...window } = volumeAttributes(pooling3DInfo(input.shape, attributes));
    return addAtMaxima(trace, dy, input, window, VOLUME_CHANNELS_FIRST);
  },
);
