import { totalOf } from "./plan/jobPlan.js";
import type { JobRecord } from "./store/jobRecord.js";

/** A job at one moment. */
export interface JobView extends JobRecord {
  /** Images that are made, those of an unfinished file included. */
  readonly images: number;
  readonly total: number;
  /** Images per second since this server took it up; undefined while it does not run. */
  readonly imagesPerSecond: number | undefined;
}

/** What is known of a running job besides what the store has. */
export interface LiveProgress {
  /** Images of the file that is being written. */
  readonly unfinished: number;
  readonly imagesPerSecond: number | undefined;
}

/** A job as people see it. */
export function viewOf(record: JobRecord, live: LiveProgress | undefined): JobView {
  const total = totalOf(record.plan);
  const finished = record.shards.reduce((sum, { images }) => sum + images, 0);
  // Files of an expired job are gone; it had made them all the same.
  const images = record.state === "expired" && record.error === undefined ? total : finished + (live?.unfinished ?? 0);
  return { ...record, total, images, imagesPerSecond: live?.imagesPerSecond };
}

/** Whether nothing more happens to it unless somebody asks. */
export function hasEnded({ state }: Pick<JobRecord, "state">): boolean {
  return state !== "queued" && state !== "running";
}
