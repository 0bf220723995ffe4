import { type Arm, plain } from "./arm.js";

/** ReMix on plain batches, where its label rule matters (Chou et al. 2020). */
export const remix = { ...plain, id: "remix", mixing: "remix" } as const satisfies Arm;
