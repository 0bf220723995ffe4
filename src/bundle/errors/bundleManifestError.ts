import { SemblanceError } from "../../errors/semblanceError.js";

/** `manifest.json` is not what docs/bundle.md says: not JSON, a missing or wrong field, or changed after it was written. */
export class BundleManifestError extends SemblanceError {
  constructor(message: string, options?: ErrorOptions) {
    super("BUNDLE_MANIFEST", message, options);
  }
}
