import { SemblanceError } from "../../../errors/semblanceError.js";

/** Somebody asked the experiment to stop; arms that are done are kept, and the one in work has a checkpoint. */
export class ExperimentInterruptedError extends SemblanceError {
  constructor(folder: string) {
    super(
      "EXPERIMENT_INTERRUPTED",
      `The experiment stopped, and everything done so far is kept. Go on with: semblance experiment table1 --resume ${folder}`,
    );
  }
}
