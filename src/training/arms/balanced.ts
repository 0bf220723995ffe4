import { type Arm, plain } from "./arm.js";

/** The paper's "Balanced". */
export const balanced = { ...plain, id: "balanced", sampler: "balanced" } as const satisfies Arm;
