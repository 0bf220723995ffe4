import { SemblanceError } from "../../errors/semblanceError.js";

/** The issuer of tokens cannot be asked for its keys, so nobody can be recognised by a token. */
export class IdentityUnavailableError extends SemblanceError {
  readonly status = 503;

  constructor(cause: unknown) {
    super("IDENTITY_UNAVAILABLE", "The issuer of tokens cannot be asked for its keys now. Try again later.", { cause });
  }
}
