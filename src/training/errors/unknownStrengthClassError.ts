import { SemblanceError } from "../../errors/semblanceError.js";

/** A misspelt class would silently keep the common strength. */
export class UnknownStrengthClassError extends SemblanceError {
  constructor(label: string, labels: readonly string[]) {
    super(
      "STRENGTH_UNKNOWN_CLASS",
      `Expected strengths of classes of the data set (${labels.join(", ")}), got one of "${label}". Correct augmentation.sByClass in run.json.`,
    );
  }
}
