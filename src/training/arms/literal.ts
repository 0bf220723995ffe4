import { type Arm, plain } from "./arm.js";

/** Equation (4) read literally. */
export const literal = { ...plain, id: "literal", sampler: "balanced", augmentation: "literal" } as const satisfies Arm;
