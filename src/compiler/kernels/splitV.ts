import * as tf from "@tensorflow/tfjs-core";
import { kernel } from "../kernel.js";
import { cut } from "./slice.js";

export const splitV = kernel<"x", { numOrSizeSplits: number[] | number; axis: number }>(
  "SplitV",
  (trace, { x }, { numOrSizeSplits, axis }) => {
    const along = tf.util.parseAxisParam(axis, [...x.shape])[0]!;
    const sizes = tf.backend_util.prepareSplitSize({ shape: x.shape } as tf.Tensor, numOrSizeSplits, along);
    const begin = x.shape.map(() => 0);
    return sizes.map((extent) => {
      const size = x.shape.map((whole, i) => (i === along ? extent : whole));
      const part = cut(trace, x, begin, size);
      begin[along] = begin[along]! + extent;
      return part;
    });
  },
);
