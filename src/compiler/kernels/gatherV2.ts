import * as tf from "@tensorflow/tfjs-core";
import { kernel } from "../kernel.js";
import { UnsupportedKernelError } from "../unsupportedKernelError.js";

export const gatherV2 = kernel<"x" | "indices", { axis: number; batchDims: number }>(
  "GatherV2",
  (trace, { x, indices }, { axis, batchDims = 0 }) => {
    if (batchDims !== 0) throw new UnsupportedKernelError("GatherV2", "batchDims other than 0 are not lowered");
    const along = tf.util.parseAxisParam(axis, [...x.shape])[0]!;
    const shape = [...x.shape.slice(0, along), ...indices.shape, ...x.shape.slice(along + 1)];
    return trace.value(shape, x.dtype, trace.node("Gather", [trace.full(x), trace.full(indices)], { axis: along }));
  },
);
