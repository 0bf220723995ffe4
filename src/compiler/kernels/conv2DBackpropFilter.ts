import type * as tf from "@tensorflow/tfjs-core";
import { sizeOf } from "../../tensor/shape.js";
import { kernel } from "../kernel.js";
import { KERNEL_OIHW } from "../tracedValue.js";
import type { Tracer } from "../tracer.js";
import { type ConvolutionAttributes, convolutionInfo } from "./convolution.js";
import { positions } from "./positions.js";
import { rowFilterGradient } from "./rowConvolution.js";
import { suitsRows } from "./windowRows.js";
import { suitsWinograd, winogradFilterGradient } from "./winograd.js";

/** Up to this many channels the windows are joined for one product; beyond, copying them costs more than separate products. */
const MOST_JOINED_CHANNELS = 24;

/**
 * Gradient of a convolution with respect to its kernel: for every place (i, j) in the kernel, the sum over all positions of dy times the
 * input shifted by (i, j), which is a matrix product over positions. With stride 1 it does not matter which of the two is shifted, so it is
 * the one with fewer channels: shifting is copying.
 */
export const conv2DBackpropFilter = kernel<"x" | "dy", ConvolutionAttributes & { filterShape: number[] }>(
  "Conv2DBackpropFilter",
  (trace, { x, dy }, attributes) => {
    const { filterShape } = attributes;
    const info = convolutionInfo("Conv2DBackpropFilter", x.shape, filterShape, attributes);
    if (suitsWinograd(info)) return winogradFilterGradient(trace, x, dy, info);
    if (suitsRows(info)) return rowFilterGradient(trace, x, dy, info);
    const [height, width, inputs, outputs] = filterShape as [number, number, number, number];
    const places = height * width;
    const shiftGradient = outputs < inputs && canShiftGradient(info);
    const windows = shiftGradient
      ? shiftedGradients(trace, trace.full(dy), info)
      : shiftedInputs(trace, trace.full(x), info);
    const rows = (name: string, channels: number) => trace.node("Reshape", [name, trace.integers([-1, channels])]);
    const still = shiftGradient ? rows(trace.full(x), inputs) : rows(trace.full(dy), outputs);
    const shifted = shiftGradient ? outputs : inputs;
    // Every product is [outputs, inputs]: dy transposed, times the input.
    const product = (window: string, channels: number) => {
      const operands = shiftGradient ? [rows(window, channels), still] : [still, rows(window, channels)];
      return trace.node("Gemm", operands, { transA: 1 });
    };
    const shaped = (name: string, shape: number[]) => trace.node("Reshape", [name, trace.integers(shape)]);
    let perPlace: string; // [places, outputs, inputs], or [outputs, places, inputs] where inputs were joined
    let order = [1, 2, 0];
    if (places === 1) {
      perPlace = shaped(product(windows[0]!, shifted), [1, outputs, inputs]);
    } else if (shifted > MOST_JOINED_CHANNELS) {
      const products = windows.map((window) => shaped(product(window, shifted), [1, outputs, inputs]));
      perPlace = trace.node("Concat", products, { axis: 0 });
    } else {
      const joined = product(trace.node("Concat", windows, { axis: 3 }), places * shifted);
      perPlace = shaped(joined, shiftGradient ? [places, outputs, inputs] : [outputs, places, inputs]);
      if (!shiftGradient) order = [0, 2, 1];
    }
    const oihw = shaped(trace.node("Transpose", [perPlace], { perm: order }), [outputs, inputs, height, width]);
    return trace.value(filterShape, "float32", oihw, KERNEL_OIHW);
  },
);

function canShiftGradient(info: tf.backend_util.Conv2DInfo): boolean {
  const { top, bottom, left, right } = info.padInfo;
  const steps = info.strideHeight * info.strideWidth * info.dilationHeight * info.dilationWidth;
  return steps === 1 && Math.max(top, bottom) < info.filterHeight && Math.max(left, right) < info.filterWidth;
}

/** The padded input as each place of the kernel sees it, NHWC of the output's height and width. */
function shiftedInputs(trace: Tracer, x: string, info: tf.backend_util.Conv2DInfo): string[] {
  const { top, left, bottom, right } = info.padInfo;
  const padded = pad(trace, x, top, left, bottom, right);
  const { strideHeight, strideWidth, dilationHeight, dilationWidth, outHeight, outWidth } = info;
  if (info.filterHeight * info.filterWidth * strideHeight * strideWidth === 1) return [padded];
  return positions(info.filterHeight, info.filterWidth).map(([i, j]) => {
    const first = [i * dilationHeight, j * dilationWidth] as const;
    const last = [first[0] + (outHeight - 1) * strideHeight + 1, first[1] + (outWidth - 1) * strideWidth + 1];
    return slice(trace, padded, first, last, [strideHeight, strideWidth]);
  });
}

/** dy moved so that it lies over the input position that each place of the kernel read, NHWC of the input's height and width. */
function shiftedGradients(trace: Tracer, dy: string, info: tf.backend_util.Conv2DInfo): string[] {
  const { top, left, bottom, right } = info.padInfo;
  const [height, width] = [info.filterHeight - 1, info.filterWidth - 1];
  const padded = pad(trace, dy, height - top, width - left, height - bottom, width - right);
  if (sizeOf([info.filterHeight, info.filterWidth]) === 1) return [padded];
  return positions(info.filterHeight, info.filterWidth).map(([i, j]) => {
    const first = [height - i, width - j] as const;
    return slice(trace, padded, first, [first[0] + info.inHeight, first[1] + info.inWidth], [1, 1]);
  });
}

function pad(trace: Tracer, x: string, top: number, left: number, bottom: number, right: number): string {
  if (top + left + bottom + right === 0) return x;
  return trace.node("Pad", [x, trace.integers([0, top, left, 0, 0, bottom, right, 0])]);
}

function slice(
  trace: Tracer,
  x: string,
  first: readonly number[],
  last: readonly number[],
  steps: readonly number[],
): string {
  return trace.node("Slice", [
    x,
    trace.integers(first),
    trace.integers(last),
    trace.integers([1, 2]),
    trace.integers(steps),
  ]);
}
