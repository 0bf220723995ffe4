import { type Arm, plain } from "./arm.js";

/** Control: around the class's mean (Mariani et al. 2018). */
export const classGaussian = {
  ...plain,
  id: "class-gaussian",
  sampler: "balanced",
  augmentation: "class-gaussian",
} as const satisfies Arm;
