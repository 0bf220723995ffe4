import { SemblanceError } from "../errors/semblanceError.js";

/** A function did something else each time it was traced. */
export class UnstableTraceError extends SemblanceError {
  constructor(traces: number) {
    super(
      "UNSTABLE_TRACE",
      `Expected a function that does the same each time it is called, but ${traces} traces of it made new variables or used them differently. ` +
        "Make variables and optimisers before compiling, not inside the function.",
    );
  }
}
