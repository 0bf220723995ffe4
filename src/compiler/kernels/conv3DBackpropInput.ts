import { kernel } from "../kernel.js";
import {
  type Convolution3DAttributes,
  convolution3DInfo,
  KERNEL_OIDHW,
  unreached,
  VOLUME_CHANNELS_FIRST,
  volumeAttributes,
} from "./convolution3D.js";

/** Gradient of a 3-D convolution with respect to its input; also what TensorFlow.js calls a transposed convolution. */
export const conv3DBackpropInput = kernel<"dy" | "filter", Convolution3DAttributes & { inputShape: number[] }>(
  "Conv3DBackpropInputV2",
  (trace, { dy, filter }, attributes) => {
    const info = convolution3DInfo(attributes.inputShape, filter.shape, attributes);
    const inputs = [trace.full(dy, VOLUME_CHANNELS_FIRST), trace.full(filter, KERNEL_OIDHW)];
    const name = trace.node("ConvTranspose", inputs, { ...volumeAttributes(info), output_padding: unreached(info) });
    return trace.value(attributes.inputShape, "float32", name, VOLUME_CHANNELS_FIRST);
  },
);
