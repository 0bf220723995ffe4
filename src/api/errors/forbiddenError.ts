import { SemblanceError } from "../../errors/semblanceError.js";

/** The principal is known, and lacks the scope that was asked for. */
export class ForbiddenError extends SemblanceError {
  readonly status = 403;
  readonly scope: string;

  constructor(scope: string) {
    super("FORBIDDEN", `Expected a key or token with the scope "${scope}". Ask who runs this server for one.`);
    this.scope = scope;
  }

  toExtensions(): Record<string, unknown> {
    return { scope: this.scope };
  }
}
