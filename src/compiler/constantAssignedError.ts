import { SemblanceError } from "../errors/semblanceError.js";

/** A traced function assigned a variable that it was compiled to take as a constant. */
export class ConstantAssignedError extends SemblanceError {
  constructor(variable: string) {
    super(
      "CONSTANT_ASSIGNED",
      `Expected variable "${variable}" to keep its value, since it is among \`constants\`, but the function assigned it: leave it out of them.`,
    );
  }
}
