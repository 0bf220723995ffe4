import { registerEnumType } from "type-graphql";

/** Where a job is in its life. */
export enum JobStateType {
  QUEUED = "queued",
  RUNNING = "running",
  SUCCEEDED = "succeeded",
  FAILED = "failed",
  CANCELLED = "cancelled",
  EXPIRED = "expired",
}

registerEnumType(JobStateType, {
  name: "JobState",
  description: "Where a job is in its life. What is queued or running goes on after a restart of the server.",
  valuesConfig: {
    FAILED: { description: "`error` says why. Finished files are kept, and resumeJob goes on." },
    CANCELLED: { description: "Its files are gone." },
    EXPIRED: { description: "It had ended, and its files were removed after their time." },
  },
});
