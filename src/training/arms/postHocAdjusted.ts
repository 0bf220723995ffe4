import { type Arm, plain } from "./arm.js";

/** The prior taken off afterwards: the cheapest baseline (Menon et al. 2021). */
export const postHocAdjusted = {
  ...plain,
  id: "post-hoc-adjusted",
  afterwards: "adjust-logits",
} as const satisfies Arm;
