import { z } from "zod";

const positive = z.number().positive();
const count = z.int().positive();

/** One classifier's network and schedule. */
const classifierSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]+$/),
  depth: z.union([z.literal(18), z.literal(34)]),
  /** Multiple of the published channel counts. */
  width: positive,
  stem: z.enum(["small", "imagenet"]),
  batch: count,
  steps: count,
  learningRate: positive,
  weightDecay: z.number().min(0),
  /** Largest shift of a training image, in pixels. */
  jitter: z.int().min(0),
  /** Share of target probability spread evenly over all classes. */
  labelSmoothing: z.number().min(0).max(0.5),
});

/** Everything that decides a training besides its data and seed; presets.ts gives every number its reason. */
export const settingsSchema = z.strictObject({
  data: z.strictObject({ count: count, balancedPerClass: z.int().min(0) }),
  teacher: classifierSchema,
  vaeGan: z.strictObject({
    width: count,
    latents: count,
    batch: count,
    /** Images decoded from the prior per adversarial step. */
    priorBatch: count,
    steps: count,
    /** Share of the steps before the discriminator takes part. */
    adversarialFrom: z.number().min(0).max(1),
    /** Learning rate of encoder and generator while the discriminator is out, and from then on. */
    warmUpRate: positive,
    autoencoderRate: positive,
    criticRate: positive,
    /** Adam's beta1 for encoder and generator while the discriminator is out, and from then on. */
    warmUpBeta1: z.number().min(0).max(0.99),
    adversarialBeta1: z.number().min(0).max(0.99),
    /** What the generator's first map and blocks see of z; see GeneratorOptions. */
    conditioning: z.enum(["whole", "wholeFirst", "chunks"]),
    klMax: z.number().min(0),
    /** Weight at the last step, from 0 at the first, of the angle between the teacher's features of an image and of its reconstruction. */
    semanticWeight: z.number().min(0),
    ganWeight: z.number().min(0),
    averageDecay: z.number().min(0).max(1),
    /** Classes are drawn with probability proportional to count^samplingPower. */
    samplingPower: z.number().min(0).max(1),
    /** Steps between sample grids. */
    sampleEvery: count,
  }),
  augmentation: z.strictObject({
    s: z.number().min(0),
    target: z.enum(["none", "identity-lw", "identity-oas", "pooled", "diagonal"]),
    /** Share of drawn images that are replaced by generated ones. */
    ratio: z.number().min(0).max(1),
    /** Generated images per class. */
    pool: count,
    /** Share of the steps at the end that see originals only (the paper's last few epochs). */
    cleanTail: z.number().min(0).max(1),
  }),
  classifiers: z.array(classifierSchema).min(1),
});

export type Settings = z.infer<typeof settingsSchema>;
export type ClassifierSettings = z.infer<typeof classifierSchema>;
export type VaeGanSettings = Settings["vaeGan"];
