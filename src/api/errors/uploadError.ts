import { SemblanceError } from "../../errors/semblanceError.js";

/** A multipart request that does not follow the GraphQL multipart request specification, or is too large. */
export class UploadError extends SemblanceError {
  /** HTTP status of the answer. */
  readonly status: number;

  constructor(message: string, status = 400) {
    super("BAD_UPLOAD", message);
    this.status = status;
  }
}
