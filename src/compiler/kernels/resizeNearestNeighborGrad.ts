import { uniformValue } from "../constantValue.js";
import { kernel } from "../kernel.js";
import { CHANNELS_FIRST } from "../tracedValue.js";
import { nearestMatrix, pullBack, type Sampling } from "./resampling.js";

/** Sums the gradients of the pixels that each input pixel was copied into; for whole factors their average times their number. */
export const resizeNearestNeighborGrad = kernel<"images" | "dy", Sampling>(
  "ResizeNearestNeighborGrad",
  (trace, { images, dy }, sampling) => {
    const [height, width] = images.shape.slice(1, 3) as [number, number];
    const [outHeight, outWidth] = dy.shape.slice(1, 3) as [number, number];
    const [rows, columns] = [outHeight / height, outWidth / width];
    if (sampling.alignCorners || !Number.isInteger(rows) || !Number.isInteger(columns)) {
      const [down, across] = [nearestMatrix(height, outHeight, sampling), nearestMatrix(width, outWidth, sampling)];
      return pullBack(trace, dy, down, across);
    }
    const attributes = { kernel_shape: [rows, columns], strides: [rows, columns] };
    const average = trace.node("AveragePool", [trace.full(dy, CHANNELS_FIRST)], attributes);
    const value = trace.value(images.shape, "float32", average, CHANNELS_FIRST);
    return trace.elementwise("Mul", [value, uniformValue(rows * columns, [], "float32")], "float32");
  },
);
