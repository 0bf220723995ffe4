import { SemblanceError } from "../../errors/semblanceError.js";

/** An alias is no name, means nothing to go back to, or the file of aliases cannot be read. */
export class AliasError extends SemblanceError {
  constructor(message: string, options?: ErrorOptions) {
    super("ALIAS", message, options);
  }
}
