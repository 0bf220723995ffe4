import { SemblanceError } from "../errors/semblanceError.js";

/** A network cannot be exported for any batch size because what it computes depends on the size. */
export class BatchDependenceError extends SemblanceError {
  constructor(reason: string) {
    super(
      "BATCH_DEPENDENCE",
      `Expected a function that treats every element of the batch alike, but ${reason}. Export it for a fixed batch, or leave the batch out of it.`,
    );
  }
}
