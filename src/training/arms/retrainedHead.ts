import { type Arm, plain } from "./arm.js";

/** cRT: plain training, then a new last layer on balanced batches (Kang et al. 2020). */
export const retrainedHead = { ...plain, id: "retrained-head", afterwards: "retrain-head" } as const satisfies Arm;
