import { z } from "zod";
import type { Arm } from "./arm.js";
import { balanced } from "./balanced.js";
import { classBalanced } from "./classBalanced.js";
import { classGaussian } from "./classGaussian.js";
import { cutmix } from "./cutmix.js";
import { focal } from "./focal.js";
import { isda } from "./isda.js";
import { isotropic } from "./isotropic.js";
import { latentSmote } from "./latentSmote.js";
import { ldamDrw } from "./ldamDrw.js";
import { literal } from "./literal.js";
import { logitAdjusted } from "./logitAdjusted.js";
import { mixup } from "./mixup.js";
import { none } from "./none.js";
import { ours } from "./ours.js";
import { pixelSmote } from "./pixelSmote.js";
import { pooledOnly } from "./pooledOnly.js";
import { postHocAdjusted } from "./postHocAdjusted.js";
import { preserving } from "./preserving.js";
import { progressive } from "./progressive.js";
import { reconstruction } from "./reconstruction.js";
import { remix } from "./remix.js";
import { retrainedHead } from "./retrainedHead.js";
import { shuffled } from "./shuffled.js";
import { squareRoot } from "./squareRoot.js";
import { tauNormalised } from "./tauNormalised.js";

const all = [
  none,
  balanced,
  squareRoot,
  progressive,
  focal,
  classBalanced,
  ldamDrw,
  logitAdjusted,
  postHocAdjusted,
  isda,
  mixup,
  cutmix,
  remix,
  retrainedHead,
  tauNormalised,
  pixelSmote,
  latentSmote,
  reconstruction,
  isotropic,
  shuffled,
  pooledOnly,
  classGaussian,
  literal,
  preserving,
  ours,
] as const satisfies readonly Arm[];

/** Every arm of a comparison, in the order of a report: from the plain training to the method. */
export const arms: readonly Arm[] = all;

/** An arm's id; parse what a user wrote with it, the error lists what there is. */
export const armIdSchema = z.enum(all.map(({ id }) => id));
export type ArmId = z.infer<typeof armIdSchema>;

export function findArm(id: ArmId): Arm {
  return all.find((arm) => arm.id === id)!;
}
