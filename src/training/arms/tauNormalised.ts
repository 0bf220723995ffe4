import { type Arm, plain } from "./arm.js";

/** Plain training, then columns of equal length (Kang et al. 2020). */
export const tauNormalised = { ...plain, id: "tau-normalised", afterwards: "tau-normalise" } as const satisfies Arm;
