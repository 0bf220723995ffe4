import { SemblanceError } from "../../errors/semblanceError.js";

/** The file starts like an image of a known format but is truncated or damaged. */
export class UndecodableImageError extends SemblanceError {
  constructor(format: string, reason: string, options?: ErrorOptions) {
    super(
      "UNDECODABLE_IMAGE",
      `Expected a complete ${format} image, got one that cannot be decoded (${reason}). Export or upload it again.`,
      options,
    );
  }
}
