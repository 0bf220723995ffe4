import { uniformValue } from "../constantValue.js";
import { kernel } from "../kernel.js";
import { CHANNELS_FIRST } from "../tracedValue.js";

/** Sums the gradients of the pixels that each input pixel was repeated into: their average times their number. */
export const resizeNearestNeighborGrad = kernel<"images" | "dy", object>(
  "ResizeNearestNeighborGrad",
  (trace, { images, dy }) => {
    const [rows, columns] = [dy.shape[1]! / images.shape[1]!, dy.shape[2]! / images.shape[2]!];
    const attributes = { kernel_shape: [rows, columns], strides: [rows, columns] };
    const average = trace.node("AveragePool", [trace.full(dy, CHANNELS_FIRST)], attributes);
    const value = trace.value(images.shape, "float32", average, CHANNELS_FIRST);
    return trace.elementwise("Mul", [value, uniformValue(rows * columns, [], "float32")], "float32");
  },
);
