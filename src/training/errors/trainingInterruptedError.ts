import { SemblanceError } from "../../errors/semblanceError.js";

/** Somebody asked the training to stop; everything up to `step` is in the checkpoint. */
export class TrainingInterruptedError extends SemblanceError {
  constructor(folder: string, stage: string, step: number) {
    super(
      "TRAINING_INTERRUPTED",
      `Training stopped in stage "${stage}" after step ${step}, and a checkpoint is written. Go on with: semblance train --resume ${folder}`,
    );
  }
}
