import { kernel } from "../kernel.js";

export const softmax = kernel<"logits", { dim: number }>("Softmax", (trace, { logits }, { dim }) =>
  trace.value(logits.shape, "float32", trace.node("Softmax", [trace.full(logits)], { axis: dim })),
);
