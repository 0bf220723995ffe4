import { z } from "zod";

/** How the images of a job are packed. */
export const ARCHIVE_FORMATS = ["tar", "zip", "webdataset"] as const;
export type ArchiveFormat = (typeof ARCHIVE_FORMATS)[number];

const classPlanSchema = z.strictObject({
  label: z.string(),
  /** Images to generate: those of index 0 to count - 1. */
  count: z.int().min(1),
  /** Scale of the class covariance. */
  s: z.number().min(0).max(4),
});

/**
 * Everything that decides the bytes of a job's files, as the store keeps it. With the bundle that the digest names, image i of a class is the
 * one that `augment` gives for its s, the seed and index i.
 */
export const jobPlanSchema = z.strictObject({
  /** `name@version`, for people; the digest decides. */
  model: z.string(),
  digest: z.string(),
  /** Every label of the model: the number of a class is its place here. */
  labels: z.array(z.string()),
  classes: z.array(classPlanSchema).min(1),
  seed: z.int().min(0),
  archive: z.enum(ARCHIVE_FORMATS),
  imageFormat: z.enum(["png", "webp", "jpeg"]),
  imagesPerShard: z.int().min(1),
});

export type JobPlan = z.infer<typeof jobPlanSchema>;
export type ClassPlan = JobPlan["classes"][number];

/** Images of all classes together. */
export function totalOf({ classes }: Pick<JobPlan, "classes">): number {
  return classes.reduce((sum, { count }) => sum + count, 0);
}
