import * as tf from "@tensorflow/tfjs-core";
import { kernel } from "../kernel.js";

export const expandDims = kernel<"input", { dim: number }>("ExpandDims", (trace, { input }, { dim }) => {
  const rank = input.shape.length;
  tf.util.assert(
    dim >= -(rank + 1) && dim <= rank,
    () => `Axis must be in the interval [${-(rank + 1)}, ${rank}], got ${dim}.`,
  );
  const shape = [...input.shape];
  shape.splice(dim < 0 ? shape.length + 1 + dim : dim, 0, 1);
  return trace.reshape(input, shape);
});
