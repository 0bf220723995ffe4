import { kernel } from "../kernel.js";

export const select = kernel<"condition" | "t" | "e", object>("Select", (trace, { condition, t, e }) =>
  trace.elementwise("Where", [condition, t, e], t.dtype),
);
