import { type Arm, plain } from "./arm.js";

/** Mixup on balanced batches (Zhang et al. 2018). */
export const mixup = { ...plain, id: "mixup", sampler: "balanced", mixing: "mixup" } as const satisfies Arm;
