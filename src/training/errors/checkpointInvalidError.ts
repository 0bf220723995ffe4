import { SemblanceError } from "../../errors/semblanceError.js";

/** A run folder that cannot be resumed: a file is missing, damaged, or of another training. */
export class CheckpointInvalidError extends SemblanceError {
  constructor(path: string, reason: string, options?: ErrorOptions) {
    super(
      "CHECKPOINT_INVALID",
      `Expected a run folder that can be resumed, but ${path} ${reason}. Start a new run with another --run folder, or restore the file.`,
      options,
    );
  }
}
