import { type Arm, plain } from "./arm.js";

/** The method's idea in the classifier's features, without a decoder (Wang et al. 2019). */
export const isda = { ...plain, id: "isda", sampler: "balanced", loss: "isda" } as const satisfies Arm;
