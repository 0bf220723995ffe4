import { SemblanceError } from "../../errors/semblanceError.js";

/** The bundle that a job generates from is no longer served; another one would make other images. */
export class JobModelGoneError extends SemblanceError {
  constructor(model: string, digest: string) {
    super(
      "JOB_MODEL_GONE",
      `Expected ${model} with the digest ${digest.slice(0, 12)}… to be served, but it is not. Serve it again, then resumeJob.`,
    );
  }
}
