import { kernel } from "../kernel.js";
import { calc } from "./formula.js";

export const clipByValue = kernel<"x", { clipValueMin: number; clipValueMax: number }>(
  "ClipByValue",
  (trace, { x }, { clipValueMin, clipValueMax }) => calc(trace, "Clip", x, clipValueMin, clipValueMax),
);
