import { type Arm, plain } from "./arm.js";

/** SMOTE between encodings, decoded. */
export const latentSmote = {
  ...plain,
  id: "latent-smote",
  sampler: "balanced",
  augmentation: "smote",
} as const satisfies Arm;
