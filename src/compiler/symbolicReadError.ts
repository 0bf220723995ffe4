import { SemblanceError } from "../errors/semblanceError.js";
import { callSite } from "./callSite.js";

/** A traced function asked for the elements of a tensor that has none until the compiled program runs. */
export class SymbolicReadError extends SemblanceError {
  constructor(shape: readonly number[], dtype: string) {
    super(
      "SYMBOLIC_READ",
      `Expected a traced function to compute with tensors only, but it read the elements of a ${dtype}[${shape}] ${callSite()}. ` +
        "They are known only when the compiled program runs: return the tensor as an output and read it there, or choose between values with tf.where.",
    );
  }
}
