import { SemblanceError } from "../errors/semblanceError.js";

/** A recurrent layer keeps its state from call to call, which an ONNX model, having no state, cannot. */
export class StatefulLayerError extends SemblanceError {
  constructor(layer: string) {
    super(
      "STATEFUL_LAYER",
      `Expected layers that start from nothing at every call, but layer "${layer}" is stateful. ` +
        'Set "stateful" to false in its configuration; each call then gets a whole sequence.',
    );
  }
}
