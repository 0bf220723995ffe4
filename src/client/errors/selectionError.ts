import { SemblanceError } from "../../errors/semblanceError.js";

/** A selection that cannot be written as a document; the compiler would have said so too. */
export class SelectionError extends SemblanceError {
  constructor(message: string) {
    super("SELECTION", message);
  }
}
