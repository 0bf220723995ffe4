import { kernel } from "../kernel.js";
import { CHANNELS_FIRST } from "../tracedValue.js";
import { castTo } from "./formula.js";
import type { ResizeAttributes } from "./resizeNearestNeighbor.js";

export const resizeBilinear = kernel<"images", ResizeAttributes>(
  "ResizeBilinear",
  (trace, { images }, { alignCorners, halfPixelCenters, size }) => {
    const [batch, , , channels] = images.shape as [number, number, number, number];
    const mode = alignCorners ? "align_corners" : halfPixelCenters ? "half_pixel" : "asymmetric";
    const inputs = [
      trace.full(castTo(trace, images, "float32"), CHANNELS_FIRST),
      "",
      "",
      trace.integers([batch, channels, ...size]),
    ];
    const name = trace.node("Resize", inputs, { mode: "linear", coordinate_transformation_mode: mode });
    return trace.value([batch, ...size, channels], "float32", name, CHANNELS_FIRST);
  },
);
