import { SemblanceError } from "../../errors/semblanceError.js";

/** The model is still starting, is shutting down, or gave up after too many crashes. */
export class ModelNotReadyError extends SemblanceError {
  constructor(model: string, reason: string) {
    super("MODEL_NOT_READY", `Model ${model} cannot answer now: ${reason}.`);
  }
}
