import { kernel } from "../kernel.js";

export const cumsum = kernel<"x", { axis: number; exclusive: boolean; reverse: boolean }>(
  "Cumsum",
  (trace, { x }, { axis, exclusive, reverse }) => {
    const attributes = { exclusive: exclusive ? 1 : 0, reverse: reverse ? 1 : 0 };
    return trace.value(x.shape, x.dtype, trace.node("CumSum", [trace.full(x), trace.integers([axis])], attributes));
  },
);
