import { SemblanceError } from "../../errors/semblanceError.js";

/** A file or folder that must be there is not. */
export class BundleFileMissingError extends SemblanceError {
  readonly file: string;

  constructor(file: string, where: string) {
    super("BUNDLE_FILE_MISSING", `Expected ${file} in ${where}, but it is not there. Copy the whole bundle again.`);
    this.file = file;
  }
}
