import { SemblanceError } from "../../errors/semblanceError.js";

/** A loss became NaN or infinite; the checkpoint before it is kept. */
export class LossNotFiniteError extends SemblanceError {
  constructor(stage: string, step: number, term: string, value: number) {
    super(
      "LOSS_NOT_FINITE",
      `Expected every loss to stay finite, but "${term}" became ${value} in stage "${stage}" at step ${step}. The last checkpoint is from before. Lower the learning rate of that stage, or start anew with another --seed.`,
    );
  }
}
