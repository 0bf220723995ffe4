import { SemblanceError } from "../../errors/semblanceError.js";

/** A loss, or a variable that a checkpoint was to hold, became NaN or infinite; the checkpoint before it is kept. */
export class LossNotFiniteError extends SemblanceError {
  readonly stage: string;
  /** Counted from 0. */
  readonly step: number;
  /** The loss term or the variable. */
  readonly what: string;

  constructor(stage: string, step: number, what: string, value: number) {
    super(
      "LOSS_NOT_FINITE",
      `Expected every loss and variable to stay finite, but "${what}" became ${value} in stage "${stage}" at step ${step}. The last checkpoint is from before, and failure.json in the run folder says what led to it. Lower the learning rate of that stage, or start anew with another --seed.`,
    );
    this.stage = stage;
    this.step = step;
    this.what = what;
  }
}
