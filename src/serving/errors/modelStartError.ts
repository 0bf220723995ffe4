import { SemblanceError } from "../../errors/semblanceError.js";

/** A sound bundle could not be brought to answer; what was served before still is. */
export class ModelStartError extends SemblanceError {
  constructor(id: string, reason: string) {
    super("MODEL_START", `Model ${id} did not start: ${reason}. What was served before still is.`);
  }
}
