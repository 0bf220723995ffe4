import { SemblanceError } from "../../errors/semblanceError.js";
import type { Abstention } from "../../faces/index.js";

/** The largest face of a photograph is too small, blurred, turned away or uncertain to be judged. */
export class FaceNotUsableError extends SemblanceError {
  readonly reason: string;

  constructor({ reason, message }: Abstention) {
    super("FACE_NOT_USABLE", `${message} Send a better photograph, or give a faceBox to have it judged all the same.`);
    this.reason = reason;
  }

  toExtensions(): Record<string, unknown> {
    return { reason: this.reason };
  }
}
