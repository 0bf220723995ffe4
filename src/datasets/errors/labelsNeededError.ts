import { SemblanceError } from "../../errors/semblanceError.js";

/** Classes of a folder or list have names that say nothing certain about what they are. */
export class LabelsNeededError extends SemblanceError {
  constructor(found: readonly string[], file: string) {
    super(
      "LABELS_NEEDED",
      `Expected class names among surprise, fear, disgust, happiness, sadness, anger and neutral, or a mapping, got ` +
        `${found.map((name) => `"${name}"`).join(", ")}. Class numbers mean different things in different copies: write the mapping ` +
        `to ${file} as {"1": "surprise", ...}, or pass it as "1=surprise,2=fear,...".`,
    );
  }
}
