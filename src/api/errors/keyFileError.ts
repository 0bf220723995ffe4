import { SemblanceError } from "../../errors/semblanceError.js";

/** A file of API keys that cannot be used as it is. */
export class KeyFileError extends SemblanceError {
  constructor(path: string, problem: string) {
    super("KEY_FILE", `Expected ${path} to be a file of API keys, but: ${problem}.`);
  }
}
