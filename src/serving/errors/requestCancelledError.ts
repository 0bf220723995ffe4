import { SemblanceError } from "../../errors/semblanceError.js";

/** The caller went away; what it had queued was dropped. */
export class RequestCancelledError extends SemblanceError {
  constructor() {
    super("REQUEST_CANCELLED", "The request was cancelled by its caller before it was answered.");
  }
}
