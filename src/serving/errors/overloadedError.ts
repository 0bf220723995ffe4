import { SemblanceError } from "../../errors/semblanceError.js";

/** The queue of a network is full: nothing of the request was accepted, so trying again later is safe. */
export class OverloadedError extends SemblanceError {
  /** When the queue is expected to have room again. */
  readonly retryAfterMs: number;

  constructor(waiting: number, capacity: number, retryAfterMs: number) {
    super(
      "OVERLOADED",
      `Expected room in the queue, but ${waiting} of ${capacity} places are taken. Try again in ${retryAfterMs} ms.`,
    );
    this.retryAfterMs = retryAfterMs;
  }

  /** What a client needs besides the code. */
  toExtensions(): Record<string, unknown> {
    return { retryAfterMs: this.retryAfterMs };
  }
}
