import type * as tf from "@tensorflow/tfjs-core";
import type { TracedValue } from "../tracedValue.js";
import type { Tracer } from "../tracer.js";
import {
  gradientWindows,
  imageRows,
  inputWindows,
  KERNEL_OHWI,
  kernelRows,
  outputsOfInputs,
  rowNumbers,
  withZeroRow,
} from "./windowRows.js";

/** A convolution as one matrix product: windows times weights, channels last. */
export function rowConvolution(
  trace: Tracer,
  x: TracedValue,
  filter: TracedValue,
  info: tf.backend_util.Conv2DInfo,
): TracedValue {
  const product = trace.node("Gemm", [inputWindows(trace, x, info), kernelRows(trace, filter, info)], { transB: 1 });
  const shape = trace.integers([-1, ...info.outShape.slice(1)]);
  return trace.value(info.outShape, "float32", trace.node("Reshape", [product, shape]));
}

/**
 * Its gradient with respect to the weights: dy transposed times the same windows as in the forward pass. dy is transposed by a copy because
 * it is small; a product that reads the long rows of windows by columns is half as fast.
 */
export function rowFilterGradient(
  trace: Tracer,
  x: TracedValue,
  dy: TracedValue,
  info: tf.backend_util.Conv2DInfo,
): TracedValue {
  const { filterHeight, filterWidth, inChannels, outChannels } = info;
  const rows = trace.node("Reshape", [trace.full(dy), trace.integers([-1, outChannels])]);
  const product = trace.node("Gemm", [trace.node("Transpose", [rows], { perm: [1, 0] }), inputWindows(trace, x, info)]);
  const shape = trace.integers([outChannels, filterHeight, filterWidth, inChannels]);
  const name = trace.node("Reshape", [product, shape]);
  return trace.value([filterHeight, filterWidth, inChannels, outChannels], "float32", name, KERNEL_OHWI);
}

/** Its gradient with respect to the input. */
export function rowInputGradient(
  trace: Tracer,
  dy: TracedValue,
  filter: TracedValue,
  info: tf.backend_util.Conv2DInfo,
): TracedValue {
  const isDense = info.strideHeight * info.strideWidth === 1;
  const rows = isDense ? byWindows(trace, dy, filter, info) : byTaps(trace, dy, filter, info);
  const shape = trace.integers([-1, ...info.inShape.slice(1)]);
  return trace.value(info.inShape, "float32", trace.node("Reshape", [rows, shape]));
}

/** Windows of dy times the weights with taps before channels. */
function byWindows(trace: Tracer, dy: TracedValue, filter: TracedValue, info: tf.backend_util.Conv2DInfo): string {
  const { inChannels, outChannels } = info;
  const taps = info.filterHeight * info.filterWidth;
  const windows = gradientWindows(trace, dy, info);
  if (taps === 1) return trace.node("Gemm", [windows, kernelRows(trace, filter, info)]);
  const kernel = trace.node("Reshape", [
    kernelRows(trace, filter, info),
    trace.integers([outChannels, taps, inChannels]),
  ]);
  const turned = trace.node("Transpose", [kernel], { perm: [1, 0, 2] });
  return trace.node("Gemm", [windows, trace.node("Reshape", [turned, trace.integers([-1, inChannels])])]);
}

/** dy times all weights, then for every input position the sum over those taps that reach it: no product with zeros between strides. */
function byTaps(trace: Tracer, dy: TracedValue, filter: TracedValue, info: tf.backend_util.Conv2DInfo): string {
  const { inChannels, outChannels } = info;
  const taps = info.filterHeight * info.filterWidth;
  const places = info.outHeight * info.outWidth;
  const padded = withZeroRow(trace, imageRows(trace, trace.full(dy), places, outChannels));
  const rows = trace.node("Reshape", [padded, trace.integers([-1, outChannels])]);
  const products = trace.node("Gemm", [rows, kernelRows(trace, filter, info)]);
  const reached = outputsOfInputs(info).map((outputs) =>
    outputs.flatMap((output, tap) => (output < 0 ? [] : [output * taps + tap])),
  );
  const most = Math.max(1, ...reached.map((list) => list.length));
  const table = reached.map((list) => [...list, ...new Array<number>(most - list.length).fill(-1)]);
  const perTap = imageRows(trace, products, (places + 1) * taps, inChannels);
  const gathered = trace.node("Gather", [perTap, rowNumbers(trace, table, places * taps)], { axis: 1 });
  return trace.node("ReduceSum", [gathered, trace.integers([2])], { keepdims: 0 });
}
