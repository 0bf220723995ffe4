import { SemblanceError } from "../../errors/semblanceError.js";

/** A setting of the command line or the environment that cannot be meant. */
export class SettingsError extends SemblanceError {
  constructor(problems: readonly string[]) {
    super("SETTINGS", `The server cannot start with these settings: ${problems.join("; ")}.`);
  }
}
