import { SemblanceError } from "../errors/semblanceError.js";

/** A TensorFlow.js model's files are missing, damaged or not what the format says. */
export class ModelFileError extends SemblanceError {
  constructor(path: string, problem: string, options?: ErrorOptions) {
    super(
      "MODEL_FILE",
      `Expected ${path} to be part of a TensorFlow.js model (model.json and the weight files it names), but ${problem}. ` +
        "Save or download the model again, with all its files in one folder.",
      options,
    );
  }
}
