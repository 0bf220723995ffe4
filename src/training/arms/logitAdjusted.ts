import { type Arm, plain } from "./arm.js";

/** The prior in the loss (Menon et al. 2021). */
export const logitAdjusted = { ...plain, id: "logit-adjusted", loss: "logit-adjusted" } as const satisfies Arm;
