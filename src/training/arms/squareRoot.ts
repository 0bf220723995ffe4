import { type Arm, plain } from "./arm.js";

/** Between plain and balanced (Kang et al. 2020). */
export const squareRoot = { ...plain, id: "square-root", sampler: "square-root" } as const satisfies Arm;
