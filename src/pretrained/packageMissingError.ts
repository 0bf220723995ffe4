import { SemblanceError } from "../errors/semblanceError.js";

/** A package whose networks were to be imported is not installed. */
export class PackageMissingError extends SemblanceError {
  constructor(name: string, options?: ErrorOptions) {
    super("PACKAGE_MISSING", `Expected the package ${name} in node_modules. Install it: npm install ${name}`, options);
  }
}
