import { type Arm, plain } from "./arm.js";

/** Weights by effective number on plain batches (Cui et al. 2019). */
export const classBalanced = { ...plain, id: "class-balanced", loss: "class-balanced" } as const satisfies Arm;
