import { SemblanceError } from "../../errors/semblanceError.js";

/** An engine was asked for by name whose package is not installed or does not load here. */
export class EngineUnavailableError extends SemblanceError {
  constructor(engine: string, cause: unknown) {
    const reason = cause instanceof Error ? cause.message.split("\n")[0] : String(cause);
    super(
      "ENGINE_UNAVAILABLE",
      `Expected the package @tensorflow/${engine} for --engine ${engine}, but it does not load: ${reason}. It is never installed by itself: ` +
        `run "npm install --ignore-scripts=false @tensorflow/${engine}@4.22.0" (it downloads libtensorflow, and does not run on Node.js 23 or ` +
        "later), or leave --engine out.",
      { cause },
    );
  }
}
