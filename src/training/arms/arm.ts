import { z } from "zod";
import { latentVariants } from "../../augmentation/index.js";
import { samplerKinds } from "../sampling/namedSampler.js";

/** One way of training a classifier in a comparison; every arm has the same network, steps, seeds and learning rate (docs/method.md, 4.7). */
export const armSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]+$/),
  sampler: z.enum(samplerKinds),
  loss: z.enum(["cross-entropy", "focal", "class-balanced", "ldam", "logit-adjusted", "isda"]),
  /** Class-balanced weights in the last fifth of the steps (DRW); "ldam" only. */
  deferred: z.boolean(),
  mixing: z.enum(["none", "mixup", "cutmix", "remix"]),
  /** What replaces a share of the drawn images; "pixel-smote" needs no decoder. */
  augmentation: z.enum(["none", "pixel-smote", ...latentVariants]),
  /** What is done to the trained classifier. */
  afterwards: z.enum(["none", "retrain-head", "tau-normalise", "adjust-logits"]),
});

export type Arm = z.infer<typeof armSchema>;

/** What an arm is where it does not say otherwise: the paper's "None". */
export const plain = {
  sampler: "plain",
  loss: "cross-entropy",
  deferred: false,
  mixing: "none",
  augmentation: "none",
  afterwards: "none",
} as const;
