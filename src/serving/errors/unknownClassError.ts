import { SemblanceError } from "../../errors/semblanceError.js";

/** A request named a class that the model was not trained on. */
export class UnknownClassError extends SemblanceError {
  readonly known: readonly string[];

  constructor(asked: string, known: readonly string[]) {
    super("UNKNOWN_CLASS", `The model has no class "${asked}": its classes are ${known.join(", ")}.`);
    this.known = known;
  }

  toExtensions(): Record<string, unknown> {
    return { known: this.known };
  }
}
