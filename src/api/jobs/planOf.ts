import type { JobPlan } from "../../jobs/plan/jobPlan.js";
import { totalOf } from "../../jobs/plan/jobPlan.js";
import { ArgumentOutOfRangeError } from "../../serving/errors/argumentOutOfRangeError.js";
import { randomSeed } from "../../serving/generation/randomSeed.js";
import type { ServedModel } from "../../serving/models/servedModel.js";
import { checkInteger } from "../limits/checkInteger.js";
import { checkScale } from "../limits/checkScale.js";
import { ImageFormat } from "../types/imageFormat.js";
import { ArchiveFormatType } from "../types/jobs/archiveFormatType.js";
import type { AugmentationInput } from "../types/jobs/augmentationInput.js";
import { countsOf } from "./countsOf.js";

const MOST_PER_SHARD = 10_000;
const WEBDATASET_PER_SHARD = 1000;

/**
 * What a job is asked to do, checked and with everything decided that was left open.
 * @param imagesPerJob the most that one job may generate. @throws ArgumentOutOfRangeError, UnknownClassError
 */
export function planOf(input: AugmentationInput, model: ServedModel, imagesPerJob: number): JobPlan {
  const s = checkScale(input.s ?? 0.5);
  const archive = input.archive ?? ArchiveFormatType.WEBDATASET;
  const perShard = archive === ArchiveFormatType.WEBDATASET ? WEBDATASET_PER_SHARD : MOST_PER_SHARD;
  const plan: JobPlan = {
    model: model.id,
    digest: model.digest,
    labels: [...model.manifest.labels],
    classes: countsOf(input, model).map(({ label, count, s: own }) => ({ label, count, s: checkScale(own ?? s) })),
    seed: input.seed ?? randomSeed(),
    archive,
    imageFormat: input.imageFormat ?? ImageFormat.PNG,
    imagesPerShard: checkInteger("imagesPerShard", input.imagesPerShard ?? perShard, 1, MOST_PER_SHARD),
  };
  const total = totalOf(plan);
  if (total > imagesPerJob) {
    throw new ArgumentOutOfRangeError("a job", `of at most ${imagesPerJob} images in all`, total);
  }
  return plan;
}
