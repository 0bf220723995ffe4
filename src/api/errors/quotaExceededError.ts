import { SemblanceError } from "../../errors/semblanceError.js";

/** A principal asks for more images than its quota has left. */
export class QuotaExceededError extends SemblanceError {
  readonly status = 429;
  /** When enough is left, in milliseconds; undefined when a whole minute's quota would not do. */
  readonly retryAfterMs: number | undefined;

  constructor(images: number, imagesPerMinute: number, retryAfterMs: number | undefined) {
    super(
      "QUOTA_EXCEEDED",
      retryAfterMs === undefined
        ? `Expected an operation of at most the ${imagesPerMinute} images that this key or address has per minute, got ${images}. Send several.`
        : `Expected at most ${imagesPerMinute} images per minute from this key or address. Try again after ${retryAfterMs} ms.`,
    );
    this.retryAfterMs = retryAfterMs;
  }

  toExtensions(): Record<string, unknown> {
    return this.retryAfterMs === undefined ? {} : { retryAfterMs: this.retryAfterMs };
  }
}
