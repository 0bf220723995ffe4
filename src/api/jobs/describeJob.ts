import { createHash } from "node:crypto";
import type { JobView } from "../../jobs/jobView.js";
import type { ImageFormat } from "../types/imageFormat.js";
import type { ArchiveFormatType } from "../types/jobs/archiveFormatType.js";
import type { JobStateType } from "../types/jobs/jobStateType.js";
import type { JobType } from "../types/jobs/jobType.js";

/** A job as the schema shows it. */
export function describeJob(view: JobView): JobType {
  const { id, state, plan, shards, images, total, imagesPerSecond, error } = view;
  const checksums = shards.map(({ name, sha256 }) => `${sha256}  ${name}\n`).join("");
  return {
    ...{ id, model: plan.model, modelDigest: plan.digest, seed: plan.seed, imagesPerShard: plan.imagesPerShard },
    ...{ classes: plan.classes, error, imagesPerSecond, checksums, view },
    state: state as JobStateType,
    archive: plan.archive as ArchiveFormatType,
    imageFormat: plan.imageFormat as ImageFormat,
    progress: {
      ...{ images, total, fraction: images / total },
      secondsLeft: imagesPerSecond === undefined ? undefined : (total - images) / imagesPerSecond,
    },
    bytes: shards.reduce((sum, { bytes }) => sum + bytes, 0),
    digest: state === "succeeded" ? createHash("sha256").update(checksums).digest("hex") : undefined,
    createdAt: new Date(view.createdAt),
    startedAt: dateOf(view.startedAt),
    finishedAt: dateOf(view.finishedAt),
    expiresAt: dateOf(view.expiresAt),
  };
}

function dateOf(time: number | undefined): Date | undefined {
  return time === undefined ? undefined : new Date(time);
}
