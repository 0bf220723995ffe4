import { SemblanceError } from "../../errors/semblanceError.js";

/** A number lies outside what the argument allows. */
export class ArgumentOutOfRangeError extends SemblanceError {
  constructor(argument: string, expected: string, got: unknown) {
    super("ARGUMENT_OUT_OF_RANGE", `Expected ${argument} to be ${expected}, got ${String(got)}.`);
  }
}
