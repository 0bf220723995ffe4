import { SemblanceError } from "../../errors/semblanceError.js";

/** A request to the door of event streams that is not one. */
export class NotAcceptableError extends SemblanceError {
  readonly status = 406;

  constructor() {
    super("NOT_ACCEPTABLE", "Expected a POST of application/json that accepts text/event-stream.");
  }
}
