import * as tf from "@tensorflow/tfjs-core";
import { ELEMENT_TYPES } from "../../graph/index.js";
import { constantValue } from "../constantValue.js";
import { kernel } from "../kernel.js";
import { CHANNELS_FIRST } from "../tracedValue.js";
import { windowAttributes } from "./convolution.js";
import { calc } from "./formula.js";
import { type PoolingAttributes, poolingInfo } from "./pooling.js";

/** Maxima over windows, and where each was: its row-major index in the NHWC input, or within its image. */
export const maxPoolWithArgmax = kernel<"x", PoolingAttributes & { includeBatchInIndex: boolean }>(
  "MaxPoolWithArgmax",
  (trace, { x }, attributes) => {
    tf.util.assert(
      x.shape.length === 4,
      () => `Error in maxPoolWithArgmax: x must be rank 4, got rank ${x.shape.length}.`,
    );
    const info = poolingInfo(x.shape, attributes);
    const [batch, height, width, channels] = x.shape as [number, number, number, number];
    const withoutNaN = calc(trace, "Where", calc(trace, "IsNaN", x), Number.NEGATIVE_INFINITY, x);
    const [pooled, indices] = trace.builder.nodes(
      "MaxPool",
      [trace.full(withoutNaN, CHANNELS_FIRST)],
      2,
      windowAttributes(info),
    );
    // MaxPool counts in the order N, C, H, W; what it counted before a plane is known, what it counted in the plane is the pixel.
    const planes = Array.from({ length: batch * channels }, (_, plane) => plane);
    const perPlane = (of: (image: number, channel: number) => number) => {
      const data = Int32Array.from(planes, (plane) => of(Math.floor(plane / channels), plane % channels));
      return trace.full(constantValue(data, [batch, channels, 1, 1], "int32"));
    };
    const counted = trace.node("Cast", [indices!], { to: ELEMENT_TYPES.int32 });
    const before = perPlane((image, channel) => (image * channels + channel) * height * width);
    const pixel = trace.node("Sub", [counted, before]);
    const scaled = trace.node("Mul", [pixel, trace.full(constantValue(Int32Array.of(channels), [], "int32"))]);
    const start = attributes.includeBatchInIndex ? height * width * channels : 0;
    const index = trace.node("Add", [scaled, perPlane((image, channel) => image * start + channel)]);
    return [
      trace.value(info.outShape, x.dtype, pooled!, CHANNELS_FIRST),
      trace.value(info.outShape, "int32", index, CHANNELS_FIRST),
    ];
  },
);
