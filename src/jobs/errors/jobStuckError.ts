import { SemblanceError } from "../../errors/semblanceError.js";

/** The model failed again and again. */
export class JobStuckError extends SemblanceError {
  constructor(seconds: number, options?: ErrorOptions) {
    super(
      "JOB_STUCK",
      `The model has not answered for ${seconds} s; resumeJob goes on where the job stopped.`,
      options,
    );
  }
}
