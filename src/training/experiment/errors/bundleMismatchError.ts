import { SemblanceError } from "../../../errors/semblanceError.js";

/** --bundle names a bundle that was not trained on the images of this experiment. */
export class BundleMismatchError extends SemblanceError {
  constructor(what: string, expected: string, got: string) {
    super(
      "BUNDLE_MISMATCH",
      `Expected a bundle of the experiment's own training images, whose ${what} is ${expected}, got one with ${got}. ` +
        "Another training set could hold test images: train a bundle on this data with the same --size, or leave --bundle out.",
    );
  }
}
