import { type Arm, plain } from "./arm.js";

/** Focal loss on plain batches (Lin et al. 2017). */
export const focal = { ...plain, id: "focal", loss: "focal" } as const satisfies Arm;
