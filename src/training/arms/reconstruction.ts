import { type Arm, plain } from "./arm.js";

/** Control: decoding alone, s = 0. */
export const reconstruction = {
  ...plain,
  id: "reconstruction",
  sampler: "balanced",
  augmentation: "reconstruction",
} as const satisfies Arm;
