import { SemblanceError } from "../../errors/semblanceError.js";

/** A link was changed, or signed with another key. */
export class BadSignatureError extends SemblanceError {
  readonly status = 403;

  constructor() {
    super("BAD_SIGNATURE", "Expected a link as this server signed it, but it was changed. Ask for it again.");
  }
}
