import { kernel } from "../kernel.js";
import { linearMatrix, pullBack, type Sampling } from "./resampling.js";

/** Gives every input pixel its share, by the weights of the interpolation, of the gradients that it contributed to. */
export const resizeBilinearGrad = kernel<"images" | "dy", Sampling>(
  "ResizeBilinearGrad",
  (trace, { images, dy }, sampling) => {
    const [height, width] = images.shape.slice(1, 3) as [number, number];
    const [outHeight, outWidth] = dy.shape.slice(1, 3) as [number, number];
    const [rows, columns] = [linearMatrix(height, outHeight, sampling), linearMatrix(width, outWidth, sampling)];
    return pullBack(trace, dy, rows, columns);
  },
);
