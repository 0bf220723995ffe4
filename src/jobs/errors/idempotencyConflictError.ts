import { SemblanceError } from "../../errors/semblanceError.js";

/** A key that stands for one job already was sent with another input. */
export class IdempotencyConflictError extends SemblanceError {
  constructor(
    key: string,
    readonly job: string,
  ) {
    super("IDEMPOTENCY_CONFLICT", `The key "${key}" was used for job ${job}, with another input. Use another key.`);
  }

  toExtensions(): Record<string, unknown> {
    return { job: this.job };
  }
}
