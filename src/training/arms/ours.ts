import { type Arm, plain } from "./arm.js";

/** The method: balanced batches, half of them moved along the class's covariance. */
export const ours = { ...plain, id: "ours", sampler: "balanced", augmentation: "class" } as const satisfies Arm;
