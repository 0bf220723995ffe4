import { SemblanceError } from "../../errors/semblanceError.js";

/** A mapping from class names to labels that cannot be read. */
export class LabelMapError extends SemblanceError {
  constructor(source: string, reason: string, options?: ErrorOptions) {
    super(
      "LABEL_MAP_INVALID",
      `Expected ${source} to map class names to labels, as {"1": "surprise", ...} or "1=surprise,...", got ${reason}.`,
      options,
    );
  }
}
