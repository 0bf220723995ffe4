import { SemblanceError } from "../../errors/semblanceError.js";

/** The model refused or failed the computation; the process that runs it is well. The reason stays in the log. */
export class InferenceFailedError extends SemblanceError {
  constructor(network: string, options?: ErrorOptions) {
    super("INFERENCE_FAILED", `The network ${network} failed on this input. The server's log has the reason.`, options);
  }
}
