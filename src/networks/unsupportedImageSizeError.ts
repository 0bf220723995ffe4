import { SemblanceError } from "../errors/semblanceError.js";

/** The generator enlarges a small map by doublings only, so not every image size can be built. */
export class UnsupportedImageSizeError extends SemblanceError {
  constructor(size: number) {
    super(
      "UNSUPPORTED_IMAGE_SIZE",
      `Expected an image size that is 3 to 7 times 8, 16, 32 or 64 (24, 32, 48, 64, 96, 112, 128, ...), got ${size}. Choose such a size with --size; images are resized to it.`,
    );
  }
}
