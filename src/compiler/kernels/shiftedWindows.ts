import type * as tf from "@tensorflow/tfjs-core";
import type { Tracer } from "../tracer.js";
import { positions } from "./positions.js";

/** Where height and width stand among a map's four axes: [1, 2] channels last, [2, 3] channels first. */
export type SpatialAxes = readonly [number, number];

/** Whether dy may be shifted in place of the input: with stride 1 and less padding than the kernel is large. */
export function canShiftGradient(info: tf.backend_util.Conv2DInfo): boolean {
  const { top, bottom, left, right } = info.padInfo;
  const steps = info.strideHeight * info.strideWidth * info.dilationHeight * info.dilationWidth;
  return steps === 1 && Math.max(top, bottom) < info.filterHeight && Math.max(left, right) < info.filterWidth;
}

/** The padded input as each place of the kernel sees it, of the output's height and width. */
export function shiftedInputs(
  trace: Tracer,
  x: string,
  info: tf.backend_util.Conv2DInfo,
  axes: SpatialAxes = [1, 2],
): string[] {
  const { top, left, bottom, right } = info.padInfo;
  const padded = pad(trace, x, [top, left], [bottom, right], axes);
  const { strideHeight, strideWidth, dilationHeight, dilationWidth, outHeight, outWidth } = info;
  if (info.filterHeight * info.filterWidth * strideHeight * strideWidth === 1) return [padded];
  return positions(info.filterHeight, info.filterWidth).map(([i, j]) => {
    const first = [i * dilationHeight, j * dilationWidth] as const;
    const last = [first[0] + (outHeight - 1) * strideHeight + 1, first[1] + (outWidth - 1) * strideWidth + 1];
    return slice(trace, padded, first, last, [strideHeight, strideWidth], axes);
  });
}

/** dy moved so that it lies over the input position that each place of the kernel read, of the input's height and width. */
export function shiftedGradients(
  trace: Tracer,
  dy: string,
  info: tf.backend_util.Conv2DInfo,
  axes: SpatialAxes = [1, 2],
): string[] {
  const { top, left, bottom, right } = info.padInfo;
  const [height, width] = [info.filterHeight - 1, info.filterWidth - 1];
  const padded = pad(trace, dy, [height - top, width - left], [height - bottom, width - right], axes);
  if (info.filterHeight * info.filterWidth === 1) return [padded];
  return positions(info.filterHeight, info.filterWidth).map(([i, j]) => {
    const first = [height - i, width - j] as const;
    return slice(trace, padded, first, [first[0] + info.inHeight, first[1] + info.inWidth], [1, 1], axes);
  });
}

function pad(trace: Tracer, x: string, before: readonly number[], after: readonly number[], axes: SpatialAxes): string {
  if ([...before, ...after].every((size) => size === 0)) return x;
  const at = (sizes: readonly number[]) => [0, 1, 2, 3].map((axis) => sizes[axes.indexOf(axis)] ?? 0);
  return trace.node("Pad", [x, trace.integers([...at(before), ...at(after)])]);
}

function slice(
  trace: Tracer,
  x: string,
  first: readonly number[],
  last: readonly number[],
  steps: readonly number[],
  axes: SpatialAxes,
): string {
  return trace.node("Slice", [
    x,
    trace.integers(first),
    trace.integers(last),
    trace.integers(axes),
    trace.integers(steps),
  ]);
}
