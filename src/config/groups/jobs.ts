import { integer } from "../kinds.js";
import { setting } from "../setting.js";

/** Bulk work: see docs/jobs.md. */
export const jobs = {
  concurrency: setting(integer(1, 64), {
    default: 1,
    meaning: "Jobs that run at a time. One keeps a model busy; more share it between several people.",
  }),
  imagesPerJob: setting(integer(1, 100_000_000), {
    default: 1_000_000,
    meaning: "Images that one job may generate.",
  }),
  unfinishedPerOwner: setting(integer(1, 10_000), {
    default: 20,
    meaning:
      "Jobs that one key, token or anonymous address may have waiting or running; more are refused with `TOO_MANY_JOBS`.",
  }),
  diskMiB: setting(integer(1, 1_000_000_000), {
    default: 10_240,
    meaning:
      "MiB that the files of all jobs may take together; a job that needs more fails with `JOB_STORAGE` and can be resumed.",
  }),
  keepHours: setting(integer(1, 100_000), {
    default: 168,
    meaning: "Hours that the files of a job that ended are kept.",
  }),
};
