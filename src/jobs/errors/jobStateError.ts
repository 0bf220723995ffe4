import { SemblanceError } from "../../errors/semblanceError.js";

/** What was asked for does not fit the state that the job is in. */
export class JobStateError extends SemblanceError {
  constructor(asked: string, expected: string, state: string) {
    super("JOB_STATE", `Expected a job that is ${expected}, to ${asked} it; it is ${state}.`);
  }
}
