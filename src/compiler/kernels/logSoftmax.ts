import { kernel } from "../kernel.js";

export const logSoftmax = kernel<"logits", { axis: number }>("LogSoftmax", (trace, { logits }, { axis }) =>
  trace.value(logits.shape, "float32", trace.node("LogSoftmax", [trace.full(logits)], { axis })),
);
