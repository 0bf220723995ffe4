import * as tf from "@tensorflow/tfjs-core";
import { kernel } from "../kernel.js";
import { concatenate } from "./concat.js";

export const pack = kernel<string, { axis: number }>("Pack", (trace, inputs, { axis }) => {
  const [first, ...others] = Object.values(inputs);
  for (const other of others) {
    tf.util.assertShapesMatch(
      [...first!.shape],
      [...other.shape],
      "All tensors passed to stack must have matching shapes",
    );
    tf.util.assert(first!.dtype === other.dtype, () => "All tensors passed to stack must have matching dtypes");
  }
  const values = Object.values(inputs).map((value) => {
    const shape = [...value.shape];
    shape.splice(axis < 0 ? shape.length + 1 + axis : axis, 0, 1);
    return trace.reshape(value, shape);
  });
  return concatenate(trace, values, axis < 0 ? values[0]!.shape.length + axis : axis);
});
