import type { Logger } from "pino";
import type { ModelRegistry } from "../serving/models/modelRegistry.js";
import type { Owner } from "./store/jobRecord.js";

/** What jobs may take. */
export interface JobLimits {
  /** Jobs that run at a time. */
  readonly concurrency: number;
  /** Jobs of one owner that wait or run. */
  readonly unfinishedPerOwner: number;
  /** Bytes of all files together. */
  readonly diskBytes: number;
  /** How long the files of a job that ended stay, in milliseconds. */
  readonly keepMs: number;
}

/** What jobs work with. */
export interface JobsOptions {
  /** Made when the first job is started. */
  readonly folder: string;
  readonly limits: JobLimits;
  readonly models: Pick<ModelRegistry, "models" | "loaded">;
  /** Waits until the owner's quota has room for that many images. */
  readonly pay: (owner: Owner, images: number, signal: AbortSignal) => Promise<void>;
  readonly log: Logger;
}
