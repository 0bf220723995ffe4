import * as tf from "@tensorflow/tfjs-core";
import { sizeOf } from "../../tensor/shape.js";
import { register } from "./register.js";

/** Gradients of sums, means and softmaxes. */
export function registerReductions(): void {
  register("Sum", { saves: ["x"], of: (dy, [x], { axis }) => ({ x: () => spread(dy, x!.shape, axis) }) });
  register("Mean", {
    saves: ["x"],
    of: (dy, [x], { axis }) => ({
      x: () => spread(tf.mul(dy, sizeOf(dy.shape) / sizeOf(x!.shape)), x!.shape, axis),
    }),
  });
  register("Softmax", {
    savesOutput: true,
    of: (dy, [y], { dim }) => ({
      logits: () => {
        const weighted = tf.mul(dy, y!);
        return tf.sub(weighted, tf.mul(tf.sum(weighted, [dim as number], true), y!));
      },
    }),
  });
  register("LogSoftmax", {
    savesOutput: true,
    of: (dy, [y], { axis }) => ({
      logits: () => tf.sub(dy, tf.mul(tf.sum(dy, [axis as number], true), tf.exp(y!))),
    }),
  });
}

/** Repeats a reduced tensor along the axes that were reduced; a product with ones stays a lazy broadcast when it is compiled. */
function spread(dy: tf.Tensor, shape: number[], axis: unknown): tf.Tensor {
  const everything = axis === undefined || axis === null;
  const axes = everything ? shape.map((_, i) => i) : tf.util.parseAxisParam(axis as number | number[], shape);
  const reduced = shape.map((size, i) => (axes.includes(i) ? 1 : size));
  return tf.mul(tf.reshape(dy, reduced), tf.ones(shape));
}
