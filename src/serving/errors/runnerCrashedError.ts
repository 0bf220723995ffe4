import { SemblanceError } from "../../errors/semblanceError.js";

/** The process that computes ended while it held this work. */
export class RunnerCrashedError extends SemblanceError {
  /** @param how how the process ended, such as `signal SIGKILL` or `code 139`. */
  constructor(how: string) {
    super("RUNNER_CRASHED", `The process that runs the model ended (${how}) during this work. Try again.`);
  }
}
