import type * as tf from "@tensorflow/tfjs-core";
import { CHANNELS_FIRST, KERNEL_OIHW, type TracedValue } from "../tracedValue.js";
import type { Tracer } from "../tracer.js";
import { canShiftGradient, type SpatialAxes, shiftedGradients, shiftedInputs } from "./shiftedWindows.js";

/** Up to this many channels copying all windows is cheap beside the products that it joins. */
const MOST_CHANNELS = 24;
const SPATIAL: SpatialAxes = [2, 3];

/** Whether one of the two sides of a kernel's gradient has so few channels that its windows are joined. */
export function suitsJoined(info: tf.backend_util.Conv2DInfo): boolean {
  const fewest = canShiftGradient(info) ? Math.min(info.inChannels, info.outChannels) : info.inChannels;
  return info.filterHeight * info.filterWidth > 1 && fewest <= MOST_CHANNELS;
}

/**
 * The gradient of a convolution's kernel where channels are few: per image one product over positions of dy with all windows of the input,
 * then the sum over images. Channels stay first, where a window is made of whole rows of positions: for 3 channels of 64x64 a third, for 16
 * two thirds of the time that one product over the positions of all images takes with channels last (one core, copies included).
 */
export function joinedFilterGradient(
  trace: Tracer,
  x: TracedValue,
  dy: TracedValue,
  info: tf.backend_util.Conv2DInfo,
): TracedValue {
  const { filterHeight, filterWidth, inChannels, outChannels } = info;
  const places = filterHeight * filterWidth;
  const [input, gradient] = [trace.full(x, CHANNELS_FIRST), trace.full(dy, CHANNELS_FIRST)];
  const isGradientShifted = outChannels < inChannels && canShiftGradient(info);
  const shift = isGradientShifted ? shiftedGradients : shiftedInputs;
  const windows = shift(trace, isGradientShifted ? gradient : input, info, SPATIAL);
  const rows = (name: string, channels: number): string =>
    trace.node("Reshape", [name, trace.integers([info.batchSize, channels, -1])]);
  const joined = rows(
    trace.node("Concat", windows, { axis: 1 }),
    places * (isGradientShifted ? outChannels : inChannels),
  );
  const [left, right] = isGradientShifted ? [joined, rows(input, inChannels)] : [rows(gradient, outChannels), joined];
  const perImage = trace.node("MatMul", [left, trace.node("Transpose", [right], { perm: [0, 2, 1] })]);
  const sum = trace.node("ReduceSum", [perImage, trace.integers([0])], { keepdims: 0 });
  const shaped = (name: string, shape: number[]): string => trace.node("Reshape", [name, trace.integers(shape)]);
  const perPlace = shaped(
    sum,
    isGradientShifted ? [places, outChannels, inChannels] : [outChannels, places, inChannels],
  );
  const oi = trace.node("Transpose", [perPlace], { perm: isGradientShifted ? [1, 2, 0] : [0, 2, 1] });
  const oihw = shaped(oi, [outChannels, inChannels, filterHeight, filterWidth]);
  return trace.value([filterHeight, filterWidth, inChannels, outChannels], "float32", oihw, KERNEL_OIHW);
}
