import { SemblanceError } from "../../errors/semblanceError.js";

/** A request named a model that this server does not serve. */
export class UnknownModelError extends SemblanceError {
  readonly known: readonly string[];

  constructor(asked: string | undefined, known: readonly string[]) {
    const list = known.length > 0 ? `the known models are ${known.join(", ")}` : "this server serves no model";
    super(
      "UNKNOWN_MODEL",
      asked === undefined ? `Expected a model, but ${list}.` : `No model is called "${asked}": ${list}.`,
    );
    this.known = known;
  }

  toExtensions(): Record<string, unknown> {
    return { known: this.known };
  }
}
