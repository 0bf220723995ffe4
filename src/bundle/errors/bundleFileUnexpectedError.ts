import { SemblanceError } from "../../errors/semblanceError.js";

/** Something lies in the bundle that its manifest does not name, or that is no plain file (a link, a device). */
export class BundleFileUnexpectedError extends SemblanceError {
  readonly file: string;

  constructor(file: string, reason: string) {
    super(
      "BUNDLE_FILE_UNEXPECTED",
      `Did not expect ${file} in the bundle: ${reason}. Remove it, or copy the bundle again.`,
    );
    this.file = file;
  }
}
