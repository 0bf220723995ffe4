import { armSchema, plain } from "../../arms/arm.js";
import { adjustLogits, logPriors } from "../../losses/index.js";
import type { ArmResult } from "./armResult.js";
import type { ExperimentArm } from "./experimentArm.js";

/** The arm whose training is the same as this one's, to the bit, because they differ only in what is done afterwards; undefined where none is. */
export function sameTraining({ network, images, arm }: ExperimentArm): string | undefined {
  const training = (of: object): string => JSON.stringify(armSchema.parse({ ...of, id: "none", afterwards: "none" }));
  const isPlain = images === "train" && training(arm) === training(plain);
  return isPlain && arm.afterwards === "adjust-logits" ? `${network}/none` : undefined;
}

/** The result of an arm with adjusted logits from that of its {@link sameTraining}, without training it again. */
export function derivedArm(base: ArmResult, id: string, counts: readonly number[]): ArmResult {
  const priors = logPriors(counts);
  const logits = Object.entries(base.logits).map(([split, values]): [string, Float32Array] => [
    split,
    adjustLogits(values, priors),
  ]);
  return { ...base, arm: id, logits: Object.fromEntries(logits) };
}
