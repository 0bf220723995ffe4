import * as tf from "@tensorflow/tfjs-core";
import { ELEMENT_TYPES } from "../../graph/index.js";
import { constantValue, uniformValue } from "../constantValue.js";
import { type Kernel, kernel } from "../kernel.js";
import type { TracedValue } from "../tracedValue.js";
import type { Tracer } from "../tracer.js";
import { calc, castTo } from "./formula.js";
import { reduce } from "./reduce.js";
import { takeAlong } from "./takeAlong.js";

interface Attributes {
  strides: number | [number, number];
  pad: "valid" | "same" | number;
  dilations: number | [number, number];
}
type Info = tf.backend_util.Conv2DInfo;

/** What stands outside the image: below every sum that could be a maximum, and finite. */
const OUTSIDE = -3e38;

function infoOf(x: TracedValue, filter: TracedValue, { strides, pad, dilations }: Attributes): Info {
  const input = [...x.shape] as [number, number, number, number];
  return tf.backend_util.computeDilation2DInfo(
    input,
    [...filter.shape] as [number, number, number],
    strides,
    pad,
    "NHWC",
    dilations,
  );
}

/** For every place in the filter: the row (or column) that each output row reads there, -1 for one in the padding. */
function readPlaces(
  out: number,
  filter: number,
  stride: number,
  dilation: number,
  before: number,
  size: number,
): number[][] {
  return Array.from({ length: filter }, (_, i) =>
    Array.from({ length: out }, (__, o) => {
      const place = o * stride - before + i * dilation;
      return place >= 0 && place < size ? place : -1;
    }),
  );
}

/** Sums of image and filter: [batch, places, rows, columns, channels]; and the flat pixel that each was read at, -1 in the padding. */
function sums(
  trace: Tracer,
  x: TracedValue,
  filter: TracedValue,
  info: Info,
): { stacked: TracedValue; pixels: number[] } {
  const { padInfo } = info;
  const rows = readPlaces(
    info.outHeight,
    info.filterHeight,
    info.strideHeight,
    info.dilationHeight,
    padInfo.top,
    info.inHeight,
  );
  const columns = readPlaces(
    info.outWidth,
    info.filterWidth,
    info.strideWidth,
    info.dilationWidth,
    padInfo.left,
    info.inWidth,
  );
  const places = rows.flatMap((row) =>
    columns.map((column) => row.map((r) => column.map((c) => (r < 0 || c < 0 ? -1 : r * info.inWidth + c)))),
  );
  const pixels = places.flat(2);
  const { batchSize, inChannels, outHeight, outWidth } = info;
  const flat = trace.reshape(x, [batchSize, info.inHeight * info.inWidth, inChannels]);
  const read = takeAlong(
    trace,
    flat,
    1,
    pixels.map((pixel) => Math.max(pixel, 0)),
  );
  const isInside = constantValue(
    Uint8Array.from(pixels, (pixel) => Number(pixel >= 0)),
    [1, pixels.length, 1],
    "bool",
  );
  const padded = calc(trace, "Where", isInside, castTo(trace, read, "float32"), OUTSIDE);
  const count = places.length;
  const windows = trace.reshape(trace.widen(padded, read.shape), [batchSize, count, outHeight, outWidth, inChannels]);
  const weights = trace.reshape(castTo(trace, filter, "float32"), [1, count, 1, 1, inChannels]);
  return { stacked: calc(trace, "Add", windows, weights), pixels };
}

/** dy where a place in the filter gave the first maximum, else zero: [batch, places, rows, columns, channels]. */
function atMaxima(trace: Tracer, stacked: TracedValue, dy: TracedValue): TracedValue {
  const count = stacked.shape[1]!;
  const first = trace.node("ArgMax", [trace.full(stacked)], { axis: 1, keepdims: 1 });
  const winner = trace.value(
    stacked.shape.with(1, 1),
    "int32",
    trace.node("Cast", [first], { to: ELEMENT_TYPES.int32 }),
  );
  const places = constantValue(
    Int32Array.from({ length: count }, (_, i) => i),
    [1, count, 1, 1, 1],
    "int32",
  );
  const gradient = trace.reshape(dy, stacked.shape.with(1, 1));
  return calc(trace, "Where", calc(trace, "Equal", winner, places), gradient, 0);
}

const dilation2D = kernel<"x" | "filter", Attributes>("Dilation2D", (trace, { x, filter }, attributes) => {
  const { stacked } = sums(trace, x, filter, infoOf(x, filter, attributes));
  return castTo(trace, reduce(trace, "ReduceMax", stacked, [1], false), x.dtype);
});

const dilation2DBackpropFilter = kernel<"x" | "filter" | "dy", Attributes>(
  "Dilation2DBackpropFilter",
  (trace, { x, filter, dy }, attributes) => {
    const { stacked } = sums(trace, x, filter, infoOf(x, filter, attributes));
    const summed = reduce(trace, "ReduceSum", atMaxima(trace, stacked, dy), [0, 2, 3], false);
    return trace.reshape(summed, filter.shape);
  },
);

const dilation2DBackpropInput = kernel<"x" | "filter" | "dy", Attributes>(
  "Dilation2DBackpropInput",
  (trace, { x, filter, dy }, attributes) => {
    const info = infoOf(x, filter, attributes);
    const { stacked, pixels } = sums(trace, x, filter, info);
    const [batch, size, channels] = [info.batchSize, info.inHeight * info.inWidth, info.inChannels];
    const given = trace.reshape(atMaxima(trace, stacked, dy), [batch, pixels.length, channels]);
    // The padding is one pixel more, which is left out afterwards.
    const target = trace.full(uniformValue(0, [size + 1, batch, channels], "float32"));
    const index = trace.builder.constant(
      "int64",
      [pixels.length, 1],
      new Uint8Array(BigInt64Array.from(pixels, (pixel) => BigInt(pixel < 0 ? size : pixel)).buffer),
    );
    const name = trace.node("ScatterND", [target, index, trace.full(given, [1, 0, 2])], { reduction: "add" });
    const added = trace.value([batch, size + 1, channels], "float32", name, [1, 0, 2]);
    const kept = takeAlong(
      trace,
      added,
      1,
      Array.from({ length: size }, (_, i) => i),
    );
    return trace.reshape(kept, x.shape);
  },
);

/** Greyscale dilation: the largest sum of image and filter in each window; gradients go to the first maximum. */
export const DILATION_2D: readonly Kernel[] = [dilation2D, dilation2DBackpropFilter, dilation2DBackpropInput];
