import { kernel } from "../kernel.js";
import { type Convolution3DAttributes, convolution3DInfo, unreached } from "./convolution3D.js";
import { cut } from "./slice.js";

/**
 * Gradient of a 3-D convolution with respect to its kernel: a convolution of the input by dy in which batch and channels have changed
 * places, and so have strides and dilations.
 */
export const conv3DBackpropFilter = kernel<"x" | "dy", Convolution3DAttributes & { filterShape: number[] }>(
  "Conv3DBackpropFilterV2",
  (trace, { x, dy }, attributes) => {
    const { filterShape } = attributes;
    const info = convolution3DInfo(x.shape, filterShape, attributes);
    const { front, top, left, back, bottom, right } = info.padInfo;
    // Rows at the end that no window reached take no part; some of them may be padding.
    const spare = unreached(info);
    const after = [back, bottom, right].map((pad, i) => pad - spare[i]!);
    const size = x.shape.map((extent, axis) => extent + (axis > 0 && axis < 4 ? Math.min(after[axis - 1]!, 0) : 0));
    const used = cut(trace, x, [0, 0, 0, 0, 0], size);
    const inputs = [trace.full(used, [4, 0, 1, 2, 3]), trace.full(dy, [4, 0, 1, 2, 3])];
    const name = trace.node("Conv", inputs, {
      kernel_shape: [info.outDepth, info.outHeight, info.outWidth],
      strides: [info.dilationDepth, info.dilationHeight, info.dilationWidth],
      dilations: [info.strideDepth, info.strideHeight, info.strideWidth],
      pads: [front, top, left, ...after.map((pad) => Math.max(pad, 0))],
    });
    return trace.value(filterShape, "float32", name, [3, 4, 0, 1, 2]); // stored I, O, D, H, W
  },
);
