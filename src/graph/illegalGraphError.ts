import { SemblanceError } from "../errors/semblanceError.js";

/** A graph breaks a rule of {@link checkGraph}: a bug in a kernel or a pass, or an ONNX file that is not what it claims. */
export class IllegalGraphError extends SemblanceError {
  constructor(message: string) {
    super("ILLEGAL_GRAPH", message);
  }
}
