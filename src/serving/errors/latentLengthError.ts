import { SemblanceError } from "../../errors/semblanceError.js";

/** A latent has another length than the model's latent space, or holds something that is no finite number. */
export class LatentLengthError extends SemblanceError {
  constructor(expected: number, got: number) {
    super("LATENT_LENGTH", `Expected a latent of ${expected} finite numbers, got ${got}.`);
  }
}
