import { SemblanceError } from "../../errors/semblanceError.js";

/** Every file is intact, but they do not fit together: labels, sizes, statistics and graphs disagree. */
export class BundleInconsistentError extends SemblanceError {
  constructor(message: string, options?: ErrorOptions) {
    super(
      "BUNDLE_INCONSISTENT",
      `${message} The bundle was put together wrongly: write it again from one training run.`,
      options,
    );
  }
}
