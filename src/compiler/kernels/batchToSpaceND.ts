import * as tf from "@tensorflow/tfjs-core";
import { sizeOf } from "../../tensor/shape.js";
import { kernel } from "../kernel.js";
import type { TracedValue } from "../tracedValue.js";
import { cut } from "./slice.js";
import { transpose } from "./transpose.js";

/** Moves parts of the batch back into blocks of space, then crops. */
export const batchToSpaceND = kernel<"x", { blockShape: number[]; crops: number[][] }>(
  "BatchToSpaceND",
  (trace, { x }, { blockShape, crops }) => {
    const [shape, block, rank] = [[...x.shape], sizeOf(blockShape), blockShape.length];
    const split = trace.reshape(x, tf.backend_util.getReshaped(shape, blockShape, block));
    const perm = tf.backend_util.getPermuted(split.shape.length, rank);
    const moved = transpose.lower(trace, { x: split }, { perm }) as TracedValue;
    const joined = tf.backend_util.getReshapedPermuted(shape, blockShape, block);
    const begin = joined.map((_, axis) => (axis > 0 && axis <= rank ? crops[axis - 1]![0]! : 0));
    const size = [...tf.backend_util.getSliceSize(joined, crops, rank), ...joined.slice(1 + rank)];
    return cut(trace, trace.reshape(moved, joined), begin, size);
  },
);
