import { expect, it } from "vitest";
import { Random } from "../../../src/tensor/random.js";
import { findArm } from "../../../src/training/arms/registry.js";
import { armFeeds } from "../../../src/training/experiment/arms/armFeeds.js";
import { experimentPresets } from "../../../src/training/experiment/index.js";

const SIZE = 4;
const BYTES = SIZE * SIZE * 3;
const classes = Uint8Array.from([0, 0, 0, 0, 0, 0, 1, 1]);
const images = {
  labels: ["common", "rare"],
  size: SIZE,
  count: classes.length,
  // Real pixels are below 200, generated ones are 255.
  images: Uint8Array.from({ length: classes.length * BYTES }, (_, i) => new Random(1, i).integer(200)),
  classes,
  ids: Array.from(classes, (_, i) => String(i)),
};
const counts = [6, 2];
const pool = new Map([0, 1].map((label) => [label, new Uint8Array(5 * BYTES).fill(255)]));
const settings = { ...experimentPresets.tiny.resnet34, batch: 64, steps: 8, jitter: 1 };

it("arms that sample alike see the same images in the same places, but for those that one of them replaces", () => {
  const plain = armFeeds(findArm("balanced"), settings, 3, { images, counts });
  const augmentation = { pool, ratio: 0.5, cleanTail: 0.25 };
  const ours = armFeeds(findArm("ours"), settings, 3, { images, counts, augmentation });
  let replaced = 0;
  for (let step = 0; step < settings.steps; step++) {
    const [a, b] = [plain(step), ours(step)];
    expect(b.targets!.data).toEqual(a.targets!.data);
    expect(b.learningRate!.data).toEqual(a.learningRate!.data);
    for (let i = 0; i < settings.batch; i++) {
      const at = (feed: typeof a) => Buffer.from(feed.images!.data.subarray(i * BYTES, (i + 1) * BYTES) as Uint8Array);
      if (at(b).every((value) => value === 255)) {
        expect(step).toBeLessThan(6); // the last quarter sees real images only
        replaced++;
      } else expect(at(b).equals(at(a))).toBe(true);
    }
  }
  // Half of 6 steps of 64, with a standard error of 10.
  expect(replaced).toBeGreaterThan(192 - 40);
  expect(replaced).toBeLessThan(192 + 40);
});

it("draws depend on the seed and the step, and classes on the arm's sampler", () => {
  const of = (arm: "none" | "balanced", seed: number) => armFeeds(findArm(arm), settings, seed, { images, counts });
  expect(of("balanced", 3)(1)).toEqual(of("balanced", 3)(1));
  expect(of("balanced", 3)(1)).not.toEqual(of("balanced", 3)(2));
  expect(of("balanced", 3)(1)).not.toEqual(of("balanced", 4)(1));
  const rare = (arm: "none" | "balanced") => {
    let sum = 0;
    for (let step = 0; step < 8; step++) {
      const { data } = of(arm, 3)(step).targets!;
      for (let i = 0; i < settings.batch; i++) sum += data[2 * i + 1]! > 0.5 ? 1 : 0;
    }
    return sum / (8 * settings.batch);
  };
  expect(rare("balanced")).toBeCloseTo(0.5, 1);
  expect(rare("none")).toBeCloseTo(0.25, 1);
});
