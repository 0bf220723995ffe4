import { kernel } from "../kernel.js";
import { KERNEL_OIHW } from "../tracedValue.js";
import { type ConvolutionAttributes, convolutionInfo } from "./convolution.js";

/**
 * Gradient of a convolution with respect to its kernel: the input unrolled into one row per output position (im2col), times the output's
 * gradient. Measured on two cores: 74-148 GFLOP/s, against 40-79 as a convolution with swapped axes.
 */
export const conv2DBackpropFilter = kernel<"x" | "dy", ConvolutionAttributes & { filterShape: number[] }>(
  "Conv2DBackpropFilter",
  (trace, { x, dy }, attributes) => {
    const { filterShape } = attributes;
    const info = convolutionInfo("Conv2DBackpropFilter", x.shape, filterShape, attributes);
    const [height, width, inChannels, outChannels] = filterShape as [number, number, number, number];
    const { top, left, bottom, right } = info.padInfo;
    let input = trace.full(x);
    if (top + left + bottom + right > 0)
      input = trace.node("Pad", [input, trace.integers([0, top, left, 0, 0, bottom, right, 0])]);
    const { strideHeight, strideWidth, dilationHeight, dilationWidth, outHeight, outWidth } = info;
    const windows: string[] = [];
    for (let i = 0; i < height; i++) {
      for (let j = 0; j < width; j++) {
        const [row, column] = [i * dilationHeight, j * dilationWidth];
        const ends = [row + (outHeight - 1) * strideHeight + 1, column + (outWidth - 1) * strideWidth + 1];
        const whole = height * width === 1 && strideHeight * strideWidth === 1;
        const cut = [trace.integers([row, column]), trace.integers(ends), trace.integers([1, 2])];
        windows.push(whole ? input : trace.node("Slice", [input, ...cut, trace.integers([strideHeight, strideWidth])]));
      }
    }
    const columns = windows.length === 1 ? windows[0]! : trace.node("Concat", windows, { axis: 3 });
    const rows = trace.node("Reshape", [columns, trace.integers([-1, height * width * inChannels])]);
    const gradient = trace.node("Reshape", [trace.full(dy), trace.integers([-1, outChannels])]);
    const product = trace.node("Gemm", [rows, gradient], { transA: 1 });
    const hwio = trace.node("Reshape", [product, trace.integers(filterShape)]);
    // Kernels and their optimiser slots are kept as OIHW, so the update stays in that order.
    return trace.value(
      filterShape,
      "float32",
      trace.node("Transpose", [hwio], { perm: [...KERNEL_OIHW] }),
      KERNEL_OIHW,
    );
  },
);
