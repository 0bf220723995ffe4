import { type Arm, plain } from "./arm.js";

/** The variance-preserving form. */
export const preserving = {
  ...plain,
  id: "preserving",
  sampler: "balanced",
  augmentation: "preserving",
} as const satisfies Arm;
