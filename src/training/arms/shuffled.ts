import { type Arm, plain } from "./arm.js";

/** Control: another class's covariance. */
export const shuffled = {
  ...plain,
  id: "shuffled",
  sampler: "balanced",
  augmentation: "shuffled",
} as const satisfies Arm;
