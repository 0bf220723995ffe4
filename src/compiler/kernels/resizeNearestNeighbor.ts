import { kernel } from "../kernel.js";
import { enlarge } from "./enlarge.js";
import { nearestPlaces, type Sampling } from "./resampling.js";
import { takeAlong } from "./takeAlong.js";

/** Attributes of TensorFlow.js's resizing kernels. */
export interface ResizeAttributes extends Sampling {
  size: [number, number];
}

/** Enlargement by whole factors has its own fast operator; everything else is rows and columns picked at known places. */
export const resizeNearestNeighbor = kernel<"images", ResizeAttributes>(
  "ResizeNearestNeighbor",
  (trace, { images }, { size, ...sampling }) => {
    const [height, width] = images.shape.slice(1, 3) as [number, number];
    const [rows, columns] = [size[0] / height, size[1] / width];
    if (images.dtype === "float32" && !sampling.alignCorners && Number.isInteger(rows) && Number.isInteger(columns)) {
      return enlarge(trace, images, rows, columns);
    }
    const tall = takeAlong(trace, images, 1, nearestPlaces(height, size[0], sampling));
    return takeAlong(trace, tall, 2, nearestPlaces(width, size[1], sampling));
  },
);
