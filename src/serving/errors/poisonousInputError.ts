import { SemblanceError } from "../../errors/semblanceError.js";

/** An input that failed, or ended the process that ran it, while it ran alone; it is not tried again for a while. */
export class PoisonousInputError extends SemblanceError {
  constructor(network: string) {
    super(
      "POISONOUS_INPUT",
      `The network ${network} failed on this input before, when it ran alone. It is not tried again for a minute; send another image.`,
    );
  }
}
