import { SemblanceError } from "../../errors/semblanceError.js";

/** An answer did not come in time, because the queue was long or because the runner hung and was killed. */
export class DeadlineExceededError extends SemblanceError {
  constructor(milliseconds: number) {
    super(
      "DEADLINE_EXCEEDED",
      `Expected an answer within ${milliseconds} ms, got none. Send less at once, or try later.`,
    );
  }
}
