import { type Arm, plain } from "./arm.js";

/** SMOTE between pictures on balanced batches (Chawla et al. 2002). */
export const pixelSmote = {
  ...plain,
  id: "pixel-smote",
  sampler: "balanced",
  augmentation: "pixel-smote",
} as const satisfies Arm;
