import { SemblanceError } from "../../errors/semblanceError.js";

/** A file of persisted operations that cannot be used, or documents that cannot become one. */
export class OperationListError extends SemblanceError {
  constructor(path: string, problem: string) {
    super("OPERATION_LIST", `Expected ${path} to hold operations of this server, but: ${problem}`);
  }
}
