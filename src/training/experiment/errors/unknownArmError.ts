import { SemblanceError } from "../../../errors/semblanceError.js";

/** --arms names an arm that does not exist, or that the network cannot be trained with. */
export class UnknownArmError extends SemblanceError {
  constructor(given: string, reason: string) {
    super("UNKNOWN_ARM", `Expected arms as "ours" or "dan/ours", separated by commas, got "${given}": ${reason}`);
  }
}
