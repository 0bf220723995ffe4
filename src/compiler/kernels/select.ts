import { kernel } from "../kernel.js";
import { calc } from "./formula.js";

export const select = kernel<"condition" | "t" | "e", object>("Select", (trace, { condition, t, e }) =>
  calc(trace, "Where", condition, t, e),
);
