/**
 * Base of every error that this project raises on purpose. `code` is stable and documented in docs/errors.md;
 * the message says what was expected, what came, and what to do about it.
 */
export class SemblanceError extends Error {
  readonly code: string;

  constructor(code: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = new.target.name;
    this.code = code;
  }
}
