import { kernel } from "../kernel.js";
import { CHANNELS_FIRST } from "../tracedValue.js";
import { addAtMaxima } from "./addAtMaxima.js";
import { windowAttributes } from "./convolution.js";
import { type PoolingAttributes, poolingInfo } from "./pooling.js";

/** Adds each output's gradient to the input that was its window's maximum. */
export const maxPoolGrad = kernel<"dy" | "input" | "output", PoolingAttributes>(
  "MaxPoolGrad",
  (trace, { dy, input }, attributes) =>
    addAtMaxima(trace, dy, input, windowAttributes(poolingInfo(input.shape, attributes)), CHANNELS_FIRST),
);
