import { cutMix, type Mixing, mixup, remix } from "../sampling/mixBatch.js";
import type { Arm } from "./arm.js";

/** The mixing of an arm's batches, if any. @param counts training images per class. */
export function mixingOf(arm: Arm, counts: readonly number[]): Mixing | undefined {
  const mixings: Record<Arm["mixing"], () => Mixing | undefined> = {
    none: () => undefined,
    mixup: () => mixup(),
    cutmix: () => cutMix(),
    remix: () => remix(counts),
  };
  return mixings[arm.mixing]();
}
