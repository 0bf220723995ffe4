import { SemblanceError } from "../../errors/semblanceError.js";

/** Somebody has as many unfinished jobs as one may have. */
export class TooManyJobsError extends SemblanceError {
  constructor(limit: number) {
    super("TOO_MANY_JOBS", `Expected at most ${limit} unfinished jobs at a time. Wait for one, or cancel one.`);
  }
}
