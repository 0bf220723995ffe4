import { SemblanceError } from "../../errors/semblanceError.js";

/** The first bytes are not those of a JPEG, PNG or WebP file, whatever the name or media type says. */
export class UnsupportedImageFormatError extends SemblanceError {
  constructor(firstBytes: string) {
    super(
      "UNSUPPORTED_IMAGE_FORMAT",
      `Expected a JPEG, PNG or WebP image, got ${firstBytes}. Convert the image to one of these formats.`,
    );
  }
}
