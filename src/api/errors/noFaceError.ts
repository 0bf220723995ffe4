import { SemblanceError } from "../../errors/semblanceError.js";

/** A face was looked for in a photograph, and none was found. */
export class NoFaceError extends SemblanceError {
  constructor() {
    super("NO_FACE", "Expected a photograph with a face, found none. Send a larger or clearer one, or give a faceBox.");
  }
}
