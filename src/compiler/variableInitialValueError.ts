import { SemblanceError } from "../errors/semblanceError.js";

/** A variable was made inside a traced function from a value that is not known while tracing. */
export class VariableInitialValueError extends SemblanceError {
  constructor(name: string) {
    super(
      "VARIABLE_INITIAL_VALUE",
      `Expected variable "${name}", made inside a traced function, to start from a constant, but its value depends on the function's inputs. ` +
        "Make it before compiling, or start it from zeros and assign to it.",
    );
  }
}
