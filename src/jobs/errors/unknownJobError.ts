import { SemblanceError } from "../../errors/semblanceError.js";

/** No job of the one who asks has this id. Jobs of others are not told from jobs that never were. */
export class UnknownJobError extends SemblanceError {
  constructor(id: string) {
    super("UNKNOWN_JOB", `You have no job "${id}". Jobs are forgotten some time after they expire.`);
  }
}
