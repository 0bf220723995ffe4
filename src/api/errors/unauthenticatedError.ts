import { SemblanceError } from "../../errors/semblanceError.js";

/** No credential where one is needed, or one that is not accepted. The message never says which part of it was wrong. */
export class UnauthenticatedError extends SemblanceError {
  readonly status = 401;

  constructor(what: string) {
    super(
      "UNAUTHENTICATED",
      `${what} Send "Authorization: Bearer <key or token>", or the same as "authorization" in connection_init.`,
    );
  }
}
