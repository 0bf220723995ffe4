import { SemblanceError } from "../errors/semblanceError.js";

/** A class without a single encoding has no mean and no covariance. */
export class EmptyClassError extends SemblanceError {
  constructor(label: string) {
    super(
      "AUGMENTATION_EMPTY_CLASS",
      `Expected at least one encoding of class "${label}", got none. Add training images of the class, or leave its label out.`,
    );
  }
}
