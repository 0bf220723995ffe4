import { type Arm, plain } from "./arm.js";

/** CutMix on balanced batches (Yun et al. 2019). */
export const cutmix = { ...plain, id: "cutmix", sampler: "balanced", mixing: "cutmix" } as const satisfies Arm;
