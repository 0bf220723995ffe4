import { SemblanceError } from "../../../errors/semblanceError.js";

/** A folder that should hold an experiment does not, or holds one that cannot be understood or continued as asked. */
export class ExperimentInvalidError extends SemblanceError {
  constructor(message: string, options?: ErrorOptions) {
    super("EXPERIMENT_INVALID", message, options);
  }
}
