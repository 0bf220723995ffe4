import { SemblanceError } from "../../errors/semblanceError.js";

/** A request named a classifier that the model does not hold. */
export class UnknownClassifierError extends SemblanceError {
  readonly known: readonly string[];

  constructor(asked: string | undefined, known: readonly string[]) {
    const list = known.length > 0 ? `its classifiers are ${known.join(", ")}` : "it has none";
    super(
      "UNKNOWN_CLASSIFIER",
      `The model has no classifier ${asked === undefined ? "to use" : `"${asked}"`}: ${list}.`,
    );
    this.known = known;
  }

  toExtensions(): Record<string, unknown> {
    return { known: this.known };
  }
}
