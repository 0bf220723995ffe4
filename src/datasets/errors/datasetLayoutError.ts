import { SemblanceError } from "../../errors/semblanceError.js";

/** A data set's folder or list as a whole is not what its format prescribes. */
export class DatasetLayoutError extends SemblanceError {
  constructor(path: string, expected: string, got: string, options?: ErrorOptions) {
    super("DATASET_LAYOUT", `Expected ${expected} at ${path}, got ${got}.`, options);
  }
}
