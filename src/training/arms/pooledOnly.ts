import { type Arm, plain } from "./arm.js";

/** Control: one covariance for all classes. */
export const pooledOnly = {
  ...plain,
  id: "pooled-only",
  sampler: "balanced",
  augmentation: "pooled-only",
} as const satisfies Arm;
