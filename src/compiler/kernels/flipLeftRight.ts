import { kernel } from "../kernel.js";
import { reverse } from "./reverse.js";

export const flipLeftRight = kernel<"image", object>("FlipLeftRight", (trace, { image }) =>
  reverse.lower(trace, { x: image }, { dims: [2] }),
);
