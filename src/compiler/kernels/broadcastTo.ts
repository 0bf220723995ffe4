import { kernel } from "../kernel.js";

export const broadcastTo = kernel<"x", { shape: number[] }>("BroadcastTo", (trace, { x }, { shape }) =>
  trace.broadcastTo(x, shape),
);
