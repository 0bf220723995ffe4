import { SemblanceError } from "../../errors/semblanceError.js";

/** The text that names a data set is not one that is understood. */
export class UnknownDatasetError extends SemblanceError {
  constructor(spec: string) {
    super(
      "UNKNOWN_DATASET",
      `Expected a data set as synthetic, rafdb:PATH, fer2013:PATH, folder:PATH or csv:PATH, got "${spec}".`,
    );
  }
}
