import { UnknownPresetError } from "./errors/unknownPresetError.js";
import type { DanSettings, KlSettings, ResNetSettings, Settings } from "./settings.js";

/** What every preset's classifiers share. */
const classifier = {
  // The 3 x 3 / 2 stem keeps a 3 x 3 last map at 48 px, where the published one would leave 2 x 2 (docs/method.md, classifiers).
  stem: "small",
  // With batches of 32 from scratch and shifted images; at 0.05 with shifts of two pixels the loss had not left that of always saying
  // "happiness" after 600 steps.
  learningRate: 0.02,
  weightDecay: 5e-4,
  // The faces are misaligned by up to 4 % already.
  jitter: 1,
  // 4 % of the procedural labels are wrong on purpose.
  labelSmoothing: 0.05,
} as const;

/** The paper's schedule: from 0 to `max` over the whole training. */
const linearKl = (max: number): KlSettings => ({ schedule: "linear", max, cycles: 4, ramp: 0.5 });

/** What every preset's VAE-GAN shares; docs/method.md, table of recommended defaults. */
const vaeGan = {
  adversarialFrom: 0.2,
  // Three times BigGAN's 2e-4: no discriminator has to keep up yet. Of 5e-4, 1e-3 and 2e-3 the smallest had the best reconstruction after 150
  // steps (L1 .175, .180, .187) and by far the smallest KL.
  warmUpRate: 6e-4,
  autoencoderRate: 4e-4,
  criticRate: 2e-4,
  // Without an opponent the gradient keeps its direction: at 0.9 the reconstruction of 110 steps was what 0 took 230 for (48 px, L1 0.164).
  // With one, 0.5 is what VQGAN and LDM use for this family of losses.
  warmUpBeta1: 0.9,
  adversarialBeta1: 0.5,
  // Only the first map knows places, and the mouth is a place, so it sees all of z; that every block does as well was measured worse (L1 after
  // 150 steps .180 against .173 with chunks).
  conditioning: "wholeFirst",
  kl: linearKl(1e-4),
  // The expression is a small part of the pixels: without this term the decoder lost 17 points of the teacher's accuracy (an earlier default bundle). It grows
  // from 0: from the start it slowed everything else down (L1 after 200 steps .190 instead of .176).
  semanticWeight: 0.5,
  perceptual: { kind: "classifier" },
  ganWeight: 0.5,
  featureMatch: 0,
  // Off until a training shows that it helps: the paper has none.
  diffAugment: [],
  averageDecay: 0.995,
  samplingPower: 0.5,
} as const;

const augmentation = {
  s: 0.5,
  sByClass: {},
  target: "pooled",
  weighting: "samples",
  covarianceForm: "correct",
  sources: "all",
  truncation: null,
  clip: false,
  filter: null,
  ratio: 0.5,
  cleanTail: 0.125,
} as const;

/** Halves the networks, and keeps the file of statistics from growing with the training set. */
const compact = { precision: "float16", sourcesPerClass: 400 } as const;
const whole = { precision: "float32", sourcesPerClass: null } as const;

const small = (id: string, width: number, steps: number): ResNetSettings => ({
  ...classifier,
  network: "resnet",
  depth: 18,
  id,
  width,
  batch: 32,
  steps,
});

const dan = (width: number, steps: number): DanSettings => ({
  ...classifier,
  id: "dan",
  network: "dan",
  heads: 4,
  width,
  batch: 32,
  steps,
});

export const presets = {
  /** Every stage within seconds, for tests: far too small to learn anything. */
  tiny: {
    data: { count: 70, balancedPerClass: 2 },
    teacher: { ...small("teacher", 1 / 16, 8), batch: 8 },
    vaeGan: {
      ...vaeGan,
      width: 2,
      latents: 16,
      batch: 4,
      priorBatch: 2,
      steps: 10,
      averageDecay: 0.8,
      sampleEvery: 5,
    },
    augmentation: { ...augmentation, sources: "recognised", pool: 6 },
    classifiers: [
      { ...small("resnet18", 1 / 16, 8), batch: 8 },
      { ...dan(1 / 16, 8), batch: 8 },
    ],
    bundle: { ...compact, sourcesPerClass: 8 },
  },
  /** Shows the whole method in under a quarter of an hour on two cores; images are recognisable, not good. */
  quick: {
    data: { count: 1500, balancedPerClass: 50 },
    // 900 steps of 32 are 19 passes over 1,500 images. So short a training underfits: without shifts and at 0.05 it reached in 400 steps
    // the balanced test accuracy (37.7 %) that it reached in 600 with shifts of a pixel at 0.02 (36.9 %).
    teacher: { ...small("teacher", 0.25, 900), learningRate: 0.04, jitter: 0 },
    vaeGan: {
      ...vaeGan,
      width: 12,
      latents: 60,
      batch: 16,
      priorBatch: 8,
      steps: 400,
      adversarialFrom: 0.65,
      sampleEvery: 100,
    },
    augmentation: { ...augmentation, pool: 150 },
    classifiers: [{ ...small("resnet18", 0.25, 900), learningRate: 0.04, jitter: 0 }],
    bundle: whole,
  },
  /** About two hours on two cores. */
  default: {
    data: { count: 12_000, balancedPerClass: 100 },
    teacher: small("teacher", 0.375, 2400),
    vaeGan: {
      ...vaeGan,
      width: 16,
      latents: 120,
      batch: 16,
      priorBatch: 8,
      // At 4,000 the reconstruction was still improving, and fear and disgust were too weak to name (an earlier default bundle).
      steps: 8000,
      semanticWeight: 1,
      // On two cores the reconstruction is what is short of steps, and a step without the discriminator costs two thirds of one with it.
      adversarialFrom: 0.75,
      kl: linearKl(5e-5),
      // Adaptive, so relative to the reconstruction's gradient, but concentrated on few pixels where that is spread over all: at 0.5 it left
      // saturated patches on light foreheads (an earlier default bundle).
      ganWeight: 0.15,
      averageDecay: 0.998,
      sampleEvery: 200,
    },
    // A face whose expression the decoder loses is a sample with a wrong label (docs/method.md, sources).
    augmentation: { ...augmentation, sources: "recognised", pool: 400 },
    // Two million parameters, and about ten minutes of one core.
    classifiers: [{ ...small("resnet34", 5 / 16, 1750), depth: 34 }],
    bundle: compact,
  },
  /** RAF-DB's size with the published ResNet34, for a GPU: 40 epochs of 12,271 images in batches of 64 are 7,670 steps. */
  full: {
    data: { count: 12271, balancedPerClass: 500 },
    teacher: { ...small("teacher", 1, 7670), batch: 64, jitter: 2 },
    vaeGan: {
      ...vaeGan,
      width: 32,
      latents: 120,
      batch: 64,
      priorBatch: 32,
      // 100 passes; the slower average and KL of the table's last column.
      steps: 19_000,
      warmUpRate: 2e-4,
      autoencoderRate: 1e-4,
      criticRate: 4e-4,
      kl: linearKl(3e-5),
      averageDecay: 0.9999,
      sampleEvery: 500,
    },
    // 5,000 per class are reused about six times over the training (docs/method.md, schedule around augmentation).
    augmentation: { ...augmentation, pool: 5000 },
    classifiers: [
      { ...small("resnet34", 1, 7670), depth: 34, batch: 64, jitter: 2 },
      { ...dan(1, 7670), batch: 64, jitter: 2 },
    ],
    bundle: whole,
  },
} as const satisfies Record<string, Settings>;

/** @throws UnknownPresetError */
export function findPreset(name: string): Settings {
  const preset = Object.entries(presets).find(([known]) => known === name)?.[1];
  if (!preset) throw new UnknownPresetError(name, Object.keys(presets));
  return preset;
}
