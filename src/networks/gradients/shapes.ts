import * as tf from "@tensorflow/tfjs-core";
import { register } from "./register.js";

/** Gradients of operations that only move elements. */
export function registerShapes(): void {
  register("Reshape", { saves: ["x"], of: (dy, [x]) => ({ x: () => tf.reshape(dy, x!.shape) }) });
  register("Transpose", {
    of: (dy, _saved, { perm }) => ({
      x: () => tf.transpose(dy, tf.backend_util.getUndoAxesPermutation(perm as number[])),
    }),
  });
  register("Concat", {
    savesAllInputs: true,
    of: (dy, inputs, { axis }) => {
      const [along] = tf.util.parseAxisParam(axis as number, inputs[0]!.shape);
      const extents = inputs.map((input) => input.shape[along!]!);
      return tf.split(dy, extents, along!).map((part) => () => part);
    },
  });
  register("SplitV", {
    of: (dy, _saved, { axis }) => ({ x: () => tf.concat(dy as unknown as tf.Tensor[], axis as number) }),
  });
  register("Slice", {
    saves: ["x"],
    of: (dy, [x], { begin, size }) => ({
      x: () => {
        const [start, extent] = tf.slice_util.parseSliceParams(x!, begin as number[], size as number[]);
        const paddings = start!.map((from, i): [number, number] => [from, x!.shape[i]! - from - extent![i]!]);
        return tf.pad(dy, paddings);
      },
    }),
  });
}
