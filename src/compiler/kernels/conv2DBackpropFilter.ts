import { kernel } from "../kernel.js";
import { KERNEL_OIHW } from "../tracedValue.js";
import { type ConvolutionAttributes, convolutionInfo } from "./convolution.js";
import { joinedFilterGradient, suitsJoined } from "./joinedFilterGradient.js";
import { rowFilterGradient } from "./rowConvolution.js";
import { canShiftGradient, shiftedGradients, shiftedInputs } from "./shiftedWindows.js";
import { suitsRows } from "./windowRows.js";
import { suitsWinograd, winogradFilterGradient } from "./winograd.js";

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
    if (suitsJoined(info)) return joinedFilterGradient(trace, x, dy, info);
    const [height, width, inputs, outputs] = filterShape as [number, number, number, number];
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
    const products = windows.map((window) => shaped(product(window, shifted), [1, outputs, inputs]));
    const perPlace = products.length === 1 ? products[0]! : trace.node("Concat", products, { axis: 0 });
    const oihw = shaped(trace.node("Transpose", [perPlace], { perm: [1, 2, 0] }), [outputs, inputs, height, width]);
    return trace.value(filterShape, "float32", oihw, KERNEL_OIHW);
  },
);
