import { kernel } from "../kernel.js";
import {
  type Convolution3DAttributes,
  convolution3DInfo,
  KERNEL_OIDHW,
  VOLUME_CHANNELS_FIRST,
  volumeAttributes,
} from "./convolution3D.js";

export const conv3D = kernel<"x" | "filter", Convolution3DAttributes>("Conv3D", (trace, { x, filter }, attributes) => {
  const info = convolution3DInfo(x.shape, filter.shape, attributes);
  const inputs = [trace.full(x, VOLUME_CHANNELS_FIRST), trace.full(filter, KERNEL_OIDHW)];
  const name = trace.node("Conv", inputs, volumeAttributes(info));
  return trace.value(info.outShape, "float32", name, VOLUME_CHANNELS_FIRST);
});
