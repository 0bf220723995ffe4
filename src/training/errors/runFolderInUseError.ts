import { SemblanceError } from "../../errors/semblanceError.js";

/** A new training must not overwrite the checkpoints of another. */
export class RunFolderInUseError extends SemblanceError {
  constructor(folder: string) {
    super(
      "RUN_FOLDER_IN_USE",
      `Expected a new run folder, but ${folder} holds a training already. Continue it with --resume ${folder}, or name another with --run.`,
    );
  }
}
