import { z } from "zod";
import { diffAugmentKinds } from "./steps/diffAugmentKinds.js";

const positive = z.number().positive();
const count = z.int().positive();

/** One classifier's schedule, whatever its network. */
const classifierFields = {
  id: z.string().regex(/^[a-z0-9-]+$/),
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
};

const resnetSchema = z.strictObject({
  network: z.literal("resnet"),
  depth: z.union([z.literal(18), z.literal(34)]),
  ...classifierFields,
});
const danSchema = z.strictObject({ network: z.literal("dan"), heads: count.default(4), ...classifierFields });

/** Older records hold ResNets only and do not say so. */
function readNetwork(value: unknown): unknown {
  return typeof value === "object" && value !== null && !("network" in value) ? { network: "resnet", ...value } : value;
}

const classifierSchema = z.preprocess(readNetwork, z.discriminatedUnion("network", [resnetSchema, danSchema]));

/** The KL weight's course over the steps; docs/method.md, section 3.4. */
const klSchema = z.strictObject({
  schedule: z.enum(["linear", "cyclical", "constant"]),
  max: z.number().min(0),
  /** Cycles over the whole training, and the share of each in which the weight rises ("cyclical" only). */
  cycles: count.default(4),
  ramp: z.number().positive().max(1).default(0.5),
});

/** Older records hold `klMax`, the end of a linear rise. Both together are refused by the strict schema. */
function readKlMax(value: unknown): unknown {
  if (typeof value !== "object" || value === null || !("klMax" in value) || "kl" in value) return value;
  const { klMax, ...rest } = value;
  return { ...rest, kl: { schedule: "linear", max: klMax } };
}

/** What the perceptual term compares beside gradients at three scales; docs/method.md, section 3.3. */
const perceptualSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("classifier") }),
  z.strictObject({ kind: z.literal("discriminator") }),
  z.strictObject({ kind: z.literal("gradients") }),
  z.strictObject({
    kind: z.literal("vgg16"),
    /** A user's file, safetensors or ONNX. */
    weights: z.string().min(1),
    form: z.enum(["l1", "lpips"]).default("lpips"),
  }),
]);

const vaeGanSchema = z.strictObject({
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
  kl: klSchema,
  /** Weight at the last step, from 0 at the first, of the angle between the teacher's features of an image and of its reconstruction. */
  semanticWeight: z.number().min(0),
  perceptual: perceptualSchema.default({ kind: "classifier" }),
  ganWeight: z.number().min(0),
  /** Weight of mean feature matching for the generator; 0 is none. */
  featureMatch: z.number().min(0).default(0),
  /** Changes to the discriminator's images, real and generated (docs/method.md, section 3.6); none by default, and in older records. */
  diffAugment: z.array(z.enum(diffAugmentKinds)).readonly().default([]),
  averageDecay: z.number().min(0).max(1),
  /** Classes are drawn with probability proportional to count^samplingPower. */
  samplingPower: z.number().min(0).max(1),
  /** Steps between sample grids. */
  sampleEvery: count,
});

/** What classifiers are trained with beside originals; docs/method.md, section 5. */
const augmentationSchema = z.strictObject({
  s: z.number().min(0),
  /** Strengths of single classes, by label, in place of `s`. */
  sByClass: z.record(z.string(), z.number().min(0)).default({}),
  target: z.enum(["none", "identity-lw", "identity-oas", "pooled", "diagonal"]),
  /** What the pooled covariance counts the same: every image, or every class. */
  weighting: z.enum(["samples", "classes"]).default("samples"),
  /** The paper's equation (4) as its text means it, or as a matrix product; docs/method.md, section 1.2. */
  covarianceForm: z.enum(["correct", "literal"]).default("correct"),
  /** What draws start from: every training image, or those whose reconstruction the teacher still gives their label. */
  sources: z.enum(["all", "recognised"]).default("all"),
  /** Normals beyond so many deviations are drawn again; null draws them as they come. */
  truncation: positive.nullable().default(null),
  /** Whether every coordinate is moved into the range of the training encodings. */
  clip: z.boolean().default(false),
  /** Draws that the teacher does not give the label with this probability are drawn again so often; null keeps all. */
  filter: z
    .strictObject({ threshold: z.number().positive().max(1), retries: z.int().min(0) })
    .nullable()
    .default(null),
  /** Share of drawn images that are replaced by generated ones. */
  ratio: z.number().min(0).max(1),
  /** Generated images per class. */
  pool: count,
  /** Share of the steps at the end that see originals only (the paper's last few epochs). */
  cleanTail: z.number().min(0).max(1),
});

/** How large the bundle is; docs/bundle.md, precision. */
const bundleSchema = z.strictObject({
  /** Of stored weights and encodings. Everything is computed in float32. */
  precision: z.enum(["float32", "float16"]),
  /** The most encodings per class, mirror images included, that the bundle keeps for augmentation; null keeps all. */
  sourcesPerClass: count.nullable(),
});

/** Everything that decides a training besides its data and seed; presets.ts gives every number its reason. */
export const settingsSchema = z.strictObject({
  data: z.strictObject({ count: count, balancedPerClass: z.int().min(0) }),
  /** Its maps are what the perceptual loss compares, so it is a ResNet. */
  teacher: z.preprocess(readNetwork, resnetSchema),
  vaeGan: z.preprocess(readKlMax, vaeGanSchema),
  augmentation: augmentationSchema,
  classifiers: z.array(classifierSchema).min(1),
  bundle: bundleSchema.default({ precision: "float32", sourcesPerClass: null }),
});

export type Precision = z.infer<typeof bundleSchema>["precision"];
export type Settings = z.infer<typeof settingsSchema>;
export type ClassifierSettings = z.infer<typeof classifierSchema>;
export type ResNetSettings = z.infer<typeof resnetSchema>;
export type DanSettings = z.infer<typeof danSchema>;
export type AugmentationSettings = z.infer<typeof augmentationSchema>;
export type VaeGanSettings = Settings["vaeGan"];
export type PerceptualSettings = z.infer<typeof perceptualSchema>;
export type KlSettings = VaeGanSettings["kl"];
