import { type Arm, plain } from "./arm.js";

/** Control: noise of the same size without directions. */
export const isotropic = {
  ...plain,
  id: "isotropic",
  sampler: "balanced",
  augmentation: "isotropic",
} as const satisfies Arm;
