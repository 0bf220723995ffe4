import { SemblanceError } from "../../errors/semblanceError.js";

/** The server cannot be reached, or the connection was lost and all attempts to continue failed. */
export class ConnectionError extends SemblanceError {
  constructor(url: string, why: string, options?: ErrorOptions) {
    super("CONNECTION", `${url} cannot be reached: ${why}. See that the server runs there, then try again.`, options);
  }
}
