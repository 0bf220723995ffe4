import { z } from "zod";

const sha256 = z.string().regex(/^[0-9a-f]{64}$/, "expected a SHA-256 as 64 lower-case hexadecimal digits");

/** A folder name of ours: nothing that a shell, a URL or another file system would read differently. */
const slug = z
  .string()
  .regex(/^[a-z0-9](?:[a-z0-9._-]{0,62}[a-z0-9])?$/, "expected lower-case letters, digits, '.', '_' and '-'");

/** A file of the bundle: at its top or under `report/`, forward slashes, never absolute, never upwards. */
const fileName = z
  .string()
  .max(200)
  .regex(
    /^(?:report\/(?:[A-Za-z0-9][A-Za-z0-9._-]*\/)*)?[A-Za-z0-9][A-Za-z0-9._-]*$/,
    "expected a plain file name, or one under report/",
  )
  .refine((name) => name !== "manifest.json", "manifest.json cannot hold its own hash");

const label = z
  .string()
  .min(1)
  .max(64)
  .regex(/^[^\p{C}]+$/u, "expected printable characters");

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
  kind: z.literal("expression-vae-gan"),
  labels: z.array(label).min(2).max(256),
  classCounts: z.array(z.int().min(0)),
  tailClasses: z.array(label),
  imageSize: z.int().min(8).max(1024),
  latentSize: z.int().min(1).max(4096),
  covariance: z.strictObject({
    target: z.enum(["none", "identity-lw", "identity-oas", "pooled", "diagonal"]),
    form: z.enum(["correct", "literal"]),
  }),
  networks: z.strictObject({
    encoder: fileName,
    decoder: fileName,
    classifiers: z.array(z.strictObject({ id: slug, file: fileName })).min(1),
  }),
  statistics: fileName,
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
