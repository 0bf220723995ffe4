import { SemblanceError } from "../../errors/semblanceError.js";

/** An ImageInput that does not hold exactly one readable source. */
export class ImageInputError extends SemblanceError {
  constructor(message: string) {
    super("IMAGE_INPUT", message);
  }
}
