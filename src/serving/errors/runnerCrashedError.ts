import { SemblanceError } from "../../errors/semblanceError.js";

/** The process that computes ended while it held this work. */
export class RunnerCrashedError extends SemblanceError {
  /** Whether this work was being computed; when not, it waited behind other work and cannot be the cause. */
  readonly started: boolean;

  /** @param how how the process ended, such as `signal SIGKILL` or `code 139`. */
  constructor(how: string, started = true) {
    super("RUNNER_CRASHED", `The process that runs the model ended (${how}) during this work. Try again.`);
    this.started = started;
  }
}
