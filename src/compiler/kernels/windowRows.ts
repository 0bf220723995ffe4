import type * as tf from "@tensorflow/tfjs-core";
import type { TracedValue } from "../tracedValue.js";
import type { Tracer } from "../tracer.js";
import { positions } from "./positions.js";

/** A convolution kernel stored as rows of a matrix, one per output channel: axes O, H, W, I of a logical H, W, I, O. */
export const KERNEL_OHWI: readonly number[] = [3, 0, 1, 2];

const LEAST_CHANNELS = 32;
const MOST_PLACES = 196;

/**
 * Whether a convolution is one matrix product over all positions of all images, its windows written out as rows. onnxruntime's own
 * convolution makes one product per image, and reads all weights for each: at 4 x 4 positions and 512 channels it reaches a third of the
 * speed of the joint product, at 7 x 7 and 256 half, at 13 x 13 and 128 the same, and at 25 x 25 and 64 it is twice as fast (two cores). With
 * constant weights its blocked convolution is faster than both.
 */
export function suitsRows(info: tf.backend_util.Conv2DInfo, filter?: TracedValue): boolean {
  const places = info.outHeight * info.outWidth;
  return !filter?.data && places <= MOST_PLACES && Math.min(info.inChannels, info.outChannels) >= LEAST_CHANNELS;
}

/** The input's windows [n * outputs, taps * channels] of a convolution over `x`, NHWC. */
export function inputWindows(trace: Tracer, x: TracedValue, info: tf.backend_util.Conv2DInfo): string {
  const rows = imageRows(trace, trace.full(x), info.inHeight * info.inWidth, info.inChannels);
  return gatherRows(trace, rows, inputsOfOutputs(info), info.inChannels, info.inHeight * info.inWidth);
}

/** For every input position the gradients [n * inputs, taps * channels] that its taps reach; for stride 1, where it is not mostly zeros. */
export function gradientWindows(trace: Tracer, dy: TracedValue, info: tf.backend_util.Conv2DInfo): string {
  const rows = imageRows(trace, trace.full(dy), info.outHeight * info.outWidth, info.outChannels);
  return gatherRows(trace, rows, outputsOfInputs(info), info.outChannels, info.outHeight * info.outWidth);
}

/** A convolution's weights as [outputs, taps * inputs]. */
export function kernelRows(trace: Tracer, filter: TracedValue, info: tf.backend_util.Conv2DInfo): string {
  const columns = info.filterHeight * info.filterWidth * info.inChannels;
  return trace.node("Reshape", [trace.full(filter, KERNEL_OHWI), trace.integers([info.outChannels, columns])]);
}

export function imageRows(trace: Tracer, name: string, places: number, channels: number): string {
  return trace.node("Reshape", [name, trace.integers([-1, places, channels])]);
}

/** Adds a row of zeros to every image: where windows reach beyond the edge, they read it. */
export function withZeroRow(trace: Tracer, rows: string): string {
  return trace.node("Pad", [rows, trace.integers([0, 0, 0, 0, 1, 0])]);
}

/** Stores row numbers [rows, columns], missing ones as `zeroRow`. */
export function rowNumbers(trace: Tracer, table: readonly (readonly number[])[], zeroRow: number): string {
  const data = Int32Array.from(table.flat(), (row) => (row < 0 ? zeroRow : row));
  return trace.builder.constant("int32", [table.length, table[0]!.length], new Uint8Array(data.buffer));
}

function gatherRows(
  trace: Tracer,
  rows: string,
  table: readonly (readonly number[])[],
  channels: number,
  zeroRow: number,
): string {
  const taps = table[0]!.length;
  const isWhole = taps === 1 && table.length === zeroRow && table.every(([row], place) => row === place);
  const source = table.flat().includes(-1) ? withZeroRow(trace, rows) : rows;
  const gathered = isWhole ? rows : trace.node("Gather", [source, rowNumbers(trace, table, zeroRow)], { axis: 1 });
  return trace.node("Reshape", [gathered, trace.integers([-1, taps * channels])]);
}

/** For every output position the input positions under its taps, -1 beyond the edge. */
function inputsOfOutputs(info: tf.backend_util.Conv2DInfo): number[][] {
  return positions(info.outHeight, info.outWidth).map(([y, x]) =>
    positions(info.filterHeight, info.filterWidth).map(([i, j]) => {
      const row = y * info.strideHeight - info.padInfo.top + i * info.dilationHeight;
      const column = x * info.strideWidth - info.padInfo.left + j * info.dilationWidth;
      const inside = row >= 0 && row < info.inHeight && column >= 0 && column < info.inWidth;
      return inside ? row * info.inWidth + column : -1;
    }),
  );
}

/** For every input position and tap the output position that it goes to through that tap, -1 where there is none. */
export function outputsOfInputs(info: tf.backend_util.Conv2DInfo): number[][] {
  return positions(info.inHeight, info.inWidth).map(([y, x]) =>
    positions(info.filterHeight, info.filterWidth).map(([i, j]) => {
      const row = (y + info.padInfo.top - i * info.dilationHeight) / info.strideHeight;
      const column = (x + info.padInfo.left - j * info.dilationWidth) / info.strideWidth;
      const whole = Number.isInteger(row) && Number.isInteger(column);
      const inside = whole && row >= 0 && row < info.outHeight && column >= 0 && column < info.outWidth;
      return inside ? row * info.outWidth + column : -1;
    }),
  );
}
