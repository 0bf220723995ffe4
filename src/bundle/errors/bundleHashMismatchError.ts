import { SemblanceError } from "../../errors/semblanceError.js";

/** A file's size or SHA-256 is not the one in the manifest: it was damaged, cut short or replaced. */
export class BundleHashMismatchError extends SemblanceError {
  readonly file: string;

  constructor(file: string, what: "bytes" | "sha256", expected: string | number, actual: string | number) {
    super(
      "BUNDLE_HASH_MISMATCH",
      `Expected ${file} to have ${what} ${expected} as the manifest says, got ${actual}. The file is damaged or was replaced: copy the bundle again, or train it again.`,
    );
    this.file = file;
  }
}
