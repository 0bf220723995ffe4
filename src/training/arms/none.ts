import { type Arm, plain } from "./arm.js";

/** The paper's "None": plain batches. */
export const none = { ...plain, id: "none" } as const satisfies Arm;
