import { SemblanceError } from "../../errors/semblanceError.js";

/** There is no room for a job's files: on the disk, or in what the configuration allows. */
export class JobStorageError extends SemblanceError {
  constructor(what: string, options?: ErrorOptions) {
    super(
      "JOB_STORAGE",
      `The job's files cannot be written: ${what}. Finished files are kept; make room, then resumeJob.`,
      options,
    );
  }
}
