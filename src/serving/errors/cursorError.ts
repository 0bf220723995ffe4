import { SemblanceError } from "../../errors/semblanceError.js";

/** A cursor that this stream did not hand out, or one for another stream. */
export class CursorError extends SemblanceError {
  constructor(what: string) {
    super("INVALID_CURSOR", `Expected a cursor of this stream, but ${what}. Start again without "after".`);
  }
}
