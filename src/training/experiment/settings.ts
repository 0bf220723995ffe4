import { z } from "zod";
import { UnknownPresetError } from "../errors/unknownPresetError.js";
import { presets } from "../presets.js";
import { settingsSchema } from "../settings.js";

const count = z.int().positive();
const { data, teacher: resnet, classifiers, vaeGan, augmentation } = settingsSchema.shape;

/** Everything that decides an experiment besides its data, arms and seeds. */
export const experimentSettingsSchema = z.strictObject({
  size: count,
  /** The training's own settings of the data, so that a bundle trained with them has the same fingerprint. */
  data: data.extend({
    seed: z.int().min(0),
    /** Synthetic only: images per class of the balanced test, at least `balancedPerClass`. */
    evaluationPerClass: z.int().min(0),
  }),
  teacher: resnet,
  vaeGan,
  /** `s` is where the gates are measured; the arms take the one chosen out of `strengths`. */
  augmentation,
  /** Candidates for s, compared on the validation split. */
  strengths: z.array(z.number().positive()).min(1),
  resnet34: classifiers.element,
  dan: classifiers.element,
  /** Whose features the generator is measured with: another architecture and seed than what the arms train. */
  critic: resnet,
  /** Draws of the bootstrap. */
  resamples: count,
});

export type ExperimentSettings = z.infer<typeof experimentSettingsSchema>;

const shared = {
  width: 0.25,
  stem: "small",
  // What a short training needs is many updates: a step of 16 costs half of one of 32.
  batch: 16,
  steps: 1000,
  learningRate: 0.03,
  weightDecay: 5e-4,
  // As in the training preset `quick`: so short a training underfits, and shifted images slow it down.
  jitter: 0,
  labelSmoothing: 0.05,
} as const;

const resnet34 = { ...shared, network: "resnet", id: "resnet34", depth: 34 } as const;
const dan = { ...shared, network: "dan", id: "dan", heads: 4 } as const;
const critic = { ...resnet34, id: "critic", depth: 18 } as const;

export const experimentPresets = {
  /** Every arm within a second or two, for tests. */
  tiny: {
    size: 24,
    data: { count: 70, balancedPerClass: 2, seed: 1, evaluationPerClass: 4 },
    teacher: presets.tiny.teacher,
    vaeGan: presets.tiny.vaeGan,
    augmentation: presets.tiny.augmentation,
    strengths: [0.25, 0.5],
    resnet34: { ...resnet34, width: 1 / 16, batch: 8, steps: 6 },
    dan: { ...dan, width: 1 / 16, batch: 8, steps: 6 },
    critic: { ...critic, width: 1 / 16, batch: 8, steps: 6 },
    resamples: 200,
  },
  /**
   * One seed of the default arms in about three quarters of an hour of one core, given a bundle of the `default` training preset, whose data and
   * VAE-GAN these are.
   */
  small: {
    size: 48,
    data: { ...presets.default.data, seed: 1, evaluationPerClass: 500 },
    teacher: presets.default.teacher,
    vaeGan: presets.default.vaeGan,
    augmentation: presets.default.augmentation,
    // With 28 validation images of the rarest class more candidates could not be told apart.
    strengths: [0.25, 0.5],
    resnet34,
    dan,
    critic,
    resamples: 10_000,
  },
  /** RAF-DB at 96 px with the published widths, for a GPU: 40 epochs of 12,271 images in batches of 64 are 7,670 steps. */
  full: {
    size: 96,
    data: { ...presets.full.data, seed: 1, evaluationPerClass: 500 },
    teacher: presets.full.teacher,
    vaeGan: presets.full.vaeGan,
    augmentation: presets.full.augmentation,
    strengths: [0.1, 0.25, 0.5, 1, 2],
    resnet34: presets.full.classifiers[0],
    dan: presets.full.classifiers[1],
    critic: { ...presets.full.teacher, id: "critic" },
    resamples: 10_000,
  },
} as const satisfies Record<string, ExperimentSettings>;

/** @throws UnknownPresetError */
export function findExperimentPreset(name: string): ExperimentSettings {
  const preset = Object.entries(experimentPresets).find(([known]) => known === name)?.[1];
  if (!preset) throw new UnknownPresetError(name, Object.keys(experimentPresets));
  return experimentSettingsSchema.parse(preset);
}
