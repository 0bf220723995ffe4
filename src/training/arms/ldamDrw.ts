import { type Arm, plain } from "./arm.js";

/** Margins, and deferred weights (Cao et al. 2019). */
export const ldamDrw = { ...plain, id: "ldam-drw", loss: "ldam", deferred: true } as const satisfies Arm;
