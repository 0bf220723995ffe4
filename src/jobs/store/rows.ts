import { z } from "zod";
import { type JobPlan, jobPlanSchema } from "../plan/jobPlan.js";
import { JOB_STATES, type JobRecord, type Owner, type Shard } from "./jobRecord.js";

/** A job to be stored. */
export interface NewJob {
  readonly id: string;
  readonly owner: Owner;
  readonly plan: JobPlan;
  /** Under which the owner may ask again without starting another. */
  readonly key: string | undefined;
  /** Of what was asked. */
  readonly fingerprint: string;
  readonly createdAt: number;
}

const optionalNumber = z
  .number()
  .nullable()
  .transform((value) => value ?? undefined);

const jobRowSchema = z.object({
  id: z.string(),
  owner: z.string(),
  images_per_minute: optionalNumber,
  plan: z.string().transform((text) => jobPlanSchema.parse(JSON.parse(text))),
  state: z.enum(JOB_STATES),
  created_at: z.number(),
  started_at: optionalNumber,
  finished_at: optionalNumber,
  expires_at: optionalNumber,
  error_code: z.string().nullable(),
  error_message: z.string().nullable(),
});

const shardRowSchema = z.object({
  number: z.number(),
  name: z.string(),
  images: z.number(),
  bytes: z.number(),
  sha256: z.string(),
});

/** A row of `jobs` as the rest of the room knows it. */
export function jobFromRow(row: unknown, shards: readonly Shard[]): JobRecord {
  const read = jobRowSchema.parse(row);
  return {
    id: read.id,
    owner: { id: read.owner, imagesPerMinute: read.images_per_minute },
    plan: read.plan,
    state: read.state,
    createdAt: read.created_at,
    startedAt: read.started_at,
    finishedAt: read.finished_at,
    expiresAt: read.expires_at,
    error: read.error_code === null ? undefined : { code: read.error_code, message: read.error_message ?? "" },
    shards,
  };
}

/** A row of `shards`. */
export function shardFromRow(row: unknown): Shard {
  return shardRowSchema.parse(row);
}
