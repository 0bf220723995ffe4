import { SemblanceError } from "../../errors/semblanceError.js";

/** A bundle failed a check on another thread; its code is that of the check. */
export class BundleRefusedError extends SemblanceError {
  constructor(refusal: { readonly code?: string; readonly message: string }, options?: ErrorOptions) {
    super("UNREADABLE_BUNDLE", refusal.message, options);
    if (refusal.code !== undefined) Object.assign(this, { code: refusal.code });
  }
}
