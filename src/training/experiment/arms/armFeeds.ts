import type { LabelledImages } from "../../../datasets/index.js";
import type { HostTensor } from "../../../tensor/hostTensor.js";
import { Random } from "../../../tensor/random.js";
import type { Arm } from "../../arms/arm.js";
import { armSchedule } from "../../arms/armStep.js";
import { mixingOf } from "../../arms/mixingOf.js";
import { copyImage } from "../../sampling/copyImage.js";
import { namedSampler } from "../../sampling/namedSampler.js";
import { cosine } from "../../schedules.js";
import type { ClassifierSettings } from "../../settings.js";
import type { AugmentedPool } from "../../stages/generatePool.js";

export interface ArmData {
  readonly images: LabelledImages;
  /** Training images per class. */
  readonly counts: readonly number[];
  /** Images that replace a share of the drawn ones, until the clean tail. */
  readonly augmentation?: { readonly pool: AugmentedPool; readonly ratio: number; readonly cleanTail: number };
}

/** The 5 % of steps at the start over which the learning rate rises. */
const WARM_UP = 0.05;

/**
 * What an arm's step is fed. Draws come from (seed, step) and not from the arm: two arms that sample alike see the same images in the same places,
 * and differ in nothing but what the arm changes.
 */
export function armFeeds(
  arm: Arm,
  settings: ClassifierSettings,
  seed: number,
  { images, counts, augmentation }: ArmData,
): (step: number) => Record<string, HostTensor> {
  const { batch, steps, jitter, labelSmoothing, learningRate } = settings;
  const { size } = images;
  const classes = counts.length;
  const draw = namedSampler(arm.sampler, images);
  const mix = mixingOf(arm, counts);
  return (step) => {
    const random = new Random(seed, "arm", step);
    const data = new Uint8Array(batch * size * size * 3);
    const targets = new Float32Array(batch * classes).fill(labelSmoothing / classes);
    const augments = augmentation !== undefined && step < steps * (1 - augmentation.cleanTail);
    for (let i = 0; i < batch; i++) {
      const index = draw(random, step / steps);
      const label = images.classes[index]!;
      const placement = {
        flip: random.chance(0.5),
        shiftX: random.integer(2 * jitter + 1) - jitter,
        shiftY: random.integer(2 * jitter + 1) - jitter,
      };
      // Drawn also where nothing is augmented, so that what follows does not depend on it.
      const [replaced, place] = [random.uniform(), random.uniform()];
      if (augments && replaced < augmentation.ratio) {
        const pool = augmentation.pool.get(label)!;
        const inPool = pool.length / (size * size * 3);
        copyImage(pool, Math.floor(place * inPool), data, i, size, placement);
      } else copyImage(images.images, index, data, i, size, placement);
      targets[i * classes + label]! += 1 - labelSmoothing;
    }
    const mixed = mix?.({ images: data, targets, size, classes }, new Random(seed, "arm", "mix", step));
    const rate = cosine(learningRate, step, steps, Math.ceil(steps * WARM_UP));
    return {
      images: { dtype: "uint8", shape: [batch, size, size, 3], data: mixed?.images ?? data },
      targets: { dtype: "float32", shape: [batch, classes], data: mixed?.targets ?? targets },
      learningRate: { dtype: "float32", shape: [], data: Float32Array.of(rate) },
      ...armSchedule(arm, counts, step, steps),
    };
  };
}
