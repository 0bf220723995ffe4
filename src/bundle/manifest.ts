import { z } from "zod";
import { classifierSchema, cropSchema, faceFinderSchema } from "./faceParts.js";
import { fileName, label, slug } from "./names.js";

const sha256 = z.string().regex(/^[0-9a-f]{64}$/, "expected a SHA-256 as 64 lower-case hexadecimal digits");

const classifierMetricsSchema = z.looseObject({
  accuracy: z.number(),
  meanClassAccuracy: z.number(),
  /** One per label; null where the split has no image of the class. */
  perClassRecall: z.array(z.number().nullable()),
  /** Rows are the true class, columns the predicted one. */
  confusion: z.array(z.array(z.int().min(0))),
});

/** `manifest.json` of docs/bundle.md, field by field. What must agree between fields and files is in checkContents.ts. */
export const manifestSchema = z.strictObject({
  format: z.literal("semblance-bundle"),
  formatVersion: z.literal(1),
  name: slug,
  version: slug,
  generation: z.guid(),
  createdAt: z.iso.datetime({ offset: true }),
  /** "face-parts" has no latent space: a face detector with landmarks, classifiers, or both. */
  kind: z.enum(["expression-vae-gan", "face-parts"]),
  labels: z.array(label).max(256),
  classCounts: z.array(z.int().min(0)),
  tailClasses: z.array(label),
  imageSize: z.int().min(8).max(1024),
  /** 0 where there is no latent space. */
  latentSize: z.int().min(0).max(4096),
  covariance: z
    .strictObject({
      target: z.enum(["none", "identity-lw", "identity-oas", "pooled", "diagonal"]),
      form: z.enum(["correct", "literal"]),
    })
    .optional(),
  networks: z.strictObject({
    encoder: fileName.optional(),
    decoder: fileName.optional(),
    classifiers: z.array(classifierSchema),
  }),
  statistics: fileName.optional(),
  /** How to find the faces of a photograph. */
  faces: faceFinderSchema.optional(),
  /** How much of a found face the networks expect to see. */
  crop: cropSchema.optional(),
  card: fileName,
  training: z.strictObject({
    seed: z.int().min(0),
    command: z.string(),
    durationSeconds: z.number().min(0),
    settings: z.record(z.string(), z.unknown()),
  }),
  data: z.strictObject({
    name: z.string().min(1),
    fingerprint: z.string().min(1),
    splits: z.record(z.string(), z.int().min(0)),
  }),
  metrics: z.looseObject({
    /** Classifier id, then split. */
    classifiers: z.record(z.string(), z.record(z.string(), classifierMetricsSchema)),
    reconstruction: z.looseObject({ l1: z.number(), psnr: z.number() }).optional(),
  }),
  /** Size and hash of every other file of the bundle. */
  files: z.record(fileName, z.strictObject({ sha256, bytes: z.int().min(0) })),
  /** SHA-256 of this manifest without this field: the manifest holds the hashes of all other files, this one holds its own. */
  checksum: sha256,
});

export type Manifest = z.infer<typeof manifestSchema>;

/** A manifest as training knows it; {@link writeBundle} adds the hashes. */
export type ManifestDraft = Omit<Manifest, "files" | "checksum">;
