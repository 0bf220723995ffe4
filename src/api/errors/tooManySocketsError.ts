import { SemblanceError } from "../../errors/semblanceError.js";

/** A client has as many WebSockets and event streams open as it may. */
export class TooManySocketsError extends SemblanceError {
  readonly status = 429;

  constructor() {
    super("TOO_MANY_SOCKETS", "This key or address has as many sockets and event streams open as it may. Close one.");
  }
}
