import { SemblanceError } from "../../errors/semblanceError.js";

/** A file of a bundle is no longer the one that was verified. A flipped bit would load and answer wrongly. */
export class BundleChangedError extends SemblanceError {
  constructor(file: string) {
    super(
      "BUNDLE_CHANGED",
      `Expected ${file} to be the file that was verified, but its SHA-256 differs. Restore the bundle.`,
    );
  }
}
