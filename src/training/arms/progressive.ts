import { type Arm, plain } from "./arm.js";

/** From plain to balanced over the training (Kang et al. 2020). */
export const progressive = { ...plain, id: "progressive", sampler: "progressive" } as const satisfies Arm;
