import { join, resolve } from "node:path";
import type { Logger } from "pino";
import type { Configuration } from "../../config/index.js";
import { Measurements } from "../../jobs/estimate/measurements.js";
import { Jobs } from "../../jobs/jobs.js";
import type { ModelRegistry } from "../../serving/models/modelRegistry.js";
import { Links } from "../links/links.js";
import type { Quotas } from "../security/quotas.js";

/** What outlasts an operation: jobs, links, and what images cost. */
export interface Bulk {
  readonly jobs: Jobs;
  readonly links: Links;
  readonly measurements: Measurements;
  /** The most that one job may generate. */
  readonly imagesPerJob: number;
}

/** Nothing is written before it is needed. */
export function createBulk(configuration: Configuration, models: ModelRegistry, quotas: Quotas, log: Logger): Bulk {
  const { concurrency, unfinishedPerOwner, diskMiB, keepHours, imagesPerJob } = configuration.jobs;
  const jobs = new Jobs({
    folder: join(resolve(configuration.server.dataFolder), "jobs"),
    limits: { concurrency, unfinishedPerOwner, diskBytes: diskMiB * 2 ** 20, keepMs: keepHours * 3_600_000 },
    models,
    pay: (owner, images, signal) => quotas.takeInTime(owner, images, signal),
    log,
  });
  return { jobs, links: new Links(configuration, log), measurements: new Measurements(), imagesPerJob };
}
