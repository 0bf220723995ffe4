import { sizeOf } from "../../tensor/shape.js";
import { uniformValue } from "../constantValue.js";
import { kernel } from "../kernel.js";
import { CHANNELS_FIRST } from "../tracedValue.js";
import { windowAttributes } from "./convolution.js";
import { type PoolingAttributes, poolingInfo } from "./pooling.js";

/** Adds each output's gradient to the input that was its window's maximum, at the indices that MaxPool tells. */
export const maxPoolGrad = kernel<"dy" | "input" | "output", PoolingAttributes>(
  "MaxPoolGrad",
  (trace, { dy, input }, attributes) => {
    const info = poolingInfo(input.shape, attributes);
    const stored = trace.full(input, CHANNELS_FIRST);
    const indices = trace.builder.nodes("MaxPool", [stored], 2, windowAttributes(info))[1]!;
    const zeros = trace.full(uniformValue(0, [sizeOf(input.shape)], "float32"));
    const flat = (name: string) => trace.node("Reshape", [name, trace.integers([-1])]);
    const updates = flat(trace.full(dy, CHANNELS_FIRST));
    const sums = trace.node("ScatterElements", [zeros, flat(indices), updates], { reduction: "add" });
    const shape = CHANNELS_FIRST.map((axis) => input.shape[axis]!);
    return trace.value(input.shape, "float32", trace.node("Reshape", [sums, trace.integers(shape)]), CHANNELS_FIRST);
  },
);
