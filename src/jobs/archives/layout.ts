import type { JobPlan } from "../plan/jobPlan.js";
import type { Sample } from "../plan/samples.js";
import type { ShardPlan } from "../plan/shards.js";

/** A file in an archive. */
export interface ArchiveEntry {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** What stands in a shard besides the images, and where those stand. */
export interface Layout {
  /** Files before the images. */
  preface(plan: JobPlan, shard: ShardPlan, samples: readonly Sample[]): ArchiveEntry[];
  /** The files of one image. */
  entries(plan: JobPlan, sample: Sample, image: Uint8Array): ArchiveEntry[];
}

/** The recipe of an image: with the bundle of this digest, everything that decides it. */
export function recipeOf(plan: JobPlan, { label, s, index }: Sample): Record<string, unknown> {
  return { label, s, seed: plan.seed, index, model: plan.model, digest: plan.digest, synthetic: true };
}

/** The file name's last part. */
export function extensionOf({ imageFormat }: Pick<JobPlan, "imageFormat">): string {
  return imageFormat === "jpeg" ? "jpg" : imageFormat;
}
