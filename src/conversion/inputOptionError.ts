import { SemblanceError } from "../errors/semblanceError.js";

/** What was said about a model's inputs does not fit the model, or more must be said. */
export class InputOptionError extends SemblanceError {
  constructor(expected: string, got: string, remedy: string) {
    super("INPUT_OPTION", `Expected ${expected}, got ${got}. ${remedy}`);
  }
}
