import { kernel } from "../kernel.js";
import { UnsupportedKernelError } from "../unsupportedKernelError.js";
import { enlarge } from "./enlarge.js";

export interface ResizeAttributes {
  alignCorners: boolean;
  halfPixelCenters: boolean;
  size: [number, number];
}

export const resizeNearestNeighbor = kernel<"images", ResizeAttributes>(
  "ResizeNearestNeighbor",
  (trace, { images }, { alignCorners, size }) => {
    const [rows, columns] = [size[0] / images.shape[1]!, size[1] / images.shape[2]!];
    if (alignCorners || !Number.isInteger(rows) || !Number.isInteger(columns)) {
      throw new UnsupportedKernelError(
        "ResizeNearestNeighbor",
        "only enlargement by whole factors without alignCorners is lowered",
      );
    }
    return enlarge(trace, images, rows, columns);
  },
);
