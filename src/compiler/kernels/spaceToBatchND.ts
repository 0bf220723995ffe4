import * as tf from "@tensorflow/tfjs-core";
import { sizeOf } from "../../tensor/shape.js";
import { kernel } from "../kernel.js";
import type { TracedValue } from "../tracedValue.js";
import { padV2 } from "./padV2.js";
import { transpose } from "./transpose.js";

/** Moves blocks of space into the batch, after padding with zeros. */
export const spaceToBatchND = kernel<"x", { blockShape: number[]; paddings: [number, number][] }>(
  "SpaceToBatchND",
  (trace, { x }, { blockShape, paddings }) => {
    const rest = x.shape.slice(1 + blockShape.length).map(() => [0, 0]);
    const all = [[0, 0], ...paddings, ...rest];
    const padded = padV2.lower(trace, { x }, { paddings: all, constantValue: 0 }) as TracedValue;
    const [shape, block] = [[...padded.shape], sizeOf(blockShape)];
    const split = trace.reshape(padded, tf.backend_util.getReshaped(shape, blockShape, block, false));
    const perm = tf.backend_util.getPermuted(split.shape.length, blockShape.length, false);
    const moved = transpose.lower(trace, { x: split }, { perm }) as TracedValue;
    return trace.reshape(moved, tf.backend_util.getReshapedPermuted(shape, blockShape, block, false));
  },
);
