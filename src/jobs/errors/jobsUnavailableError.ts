import { SemblanceError } from "../../errors/semblanceError.js";

/** The folder of jobs cannot be used; everything else is served. The reason stays in the log, where paths may be named. */
export class JobsUnavailableError extends SemblanceError {
  constructor(reason: string, options?: ErrorOptions) {
    super("JOBS_UNAVAILABLE", `This server cannot run jobs: ${reason}.`, options);
  }
}
