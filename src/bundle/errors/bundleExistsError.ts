import { SemblanceError } from "../../errors/semblanceError.js";

/** A bundle of this name and version is there already; versions are never overwritten, since clients cache by digest. */
export class BundleExistsError extends SemblanceError {
  constructor(dir: string) {
    super(
      "BUNDLE_EXISTS",
      `Expected no bundle at ${dir} yet, but there is one. Choose another version, or remove that one first.`,
    );
  }
}
