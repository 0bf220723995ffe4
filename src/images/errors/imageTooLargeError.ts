import { SemblanceError } from "../../errors/semblanceError.js";

/** The encoded bytes or the pixels that the header announces are beyond the limits. */
export class ImageTooLargeError extends SemblanceError {
  constructor(what: string, limit: number, got: number) {
    super("IMAGE_TOO_LARGE", `Expected an image of at most ${limit} ${what}, got ${got}. Scale it down and try again.`);
  }
}
