import { SemblanceError } from "../../errors/semblanceError.js";

/** Settings of the file, the environment or the command line that cannot be meant. */
export class SettingsError extends SemblanceError {
  constructor(problems: readonly string[]) {
    super("SETTINGS", `These settings cannot be used: ${problems.join("; ")}.`);
  }
}
