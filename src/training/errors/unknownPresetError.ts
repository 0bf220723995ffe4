import { SemblanceError } from "../../errors/semblanceError.js";

/** --preset names no preset. */
export class UnknownPresetError extends SemblanceError {
  constructor(name: string, known: readonly string[]) {
    super("UNKNOWN_PRESET", `Expected a preset out of ${known.join(", ")}, got "${name}".`);
  }
}
