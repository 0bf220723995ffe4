import type { JobPlan } from "../plan/jobPlan.js";

/**
 * - `queued`: waits for its turn. `running`: images are made. Both go on after a restart.
 * - `succeeded`, `failed` (finished files are kept, and it can be resumed), `cancelled` (files are gone).
 * - `expired`: it had ended, and its files were removed after their time.
 */
export const JOB_STATES = ["queued", "running", "succeeded", "failed", "cancelled", "expired"] as const;
export type JobState = (typeof JOB_STATES)[number];

/** Who started a job, and what their quota was. */
export interface Owner {
  readonly id: string;
  readonly imagesPerMinute: number | undefined;
}

/** A file that is finished. */
export interface Shard {
  /** From 0. */
  readonly number: number;
  readonly name: string;
  readonly images: number;
  readonly bytes: number;
  /** Hexadecimal. */
  readonly sha256: string;
}

/** A job as the store keeps it. Times in milliseconds since 1970. */
export interface JobRecord {
  readonly id: string;
  readonly owner: Owner;
  readonly plan: JobPlan;
  readonly state: JobState;
  readonly createdAt: number;
  readonly startedAt: number | undefined;
  readonly finishedAt: number | undefined;
  /** When the files are removed. */
  readonly expiresAt: number | undefined;
  readonly error: { readonly code: string; readonly message: string } | undefined;
  readonly shards: readonly Shard[];
}
