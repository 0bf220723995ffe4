import { SemblanceError } from "../errors/semblanceError.js";

/** The converted model does not compute what TensorFlow.js computes; nothing is written. */
export class ConversionMismatchError extends SemblanceError {
  constructor(output: string, batch: string, problem: string) {
    super(
      "CONVERSION_MISMATCH",
      `Expected the converted model to agree with TensorFlow.js on random inputs, but for ${batch} output "${output}" ${problem}. ` +
        "Nothing was written. Inputs that the model is not made for may do this: give their range with --range; otherwise report a bug.",
    );
  }
}
