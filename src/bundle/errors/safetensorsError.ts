import { SemblanceError } from "../../errors/semblanceError.js";

/** What can be wrong with a safetensors file; the names follow the faults that the format's own library tells apart. */
export type SafetensorsFault =
  | "HeaderTooSmall"
  | "HeaderTooLarge"
  | "InvalidHeaderLength"
  | "InvalidHeader"
  | "InvalidHeaderStart"
  | "InvalidHeaderDeserialization"
  | "DuplicateName"
  | "UnsupportedDtype"
  | "TensorInvalidInfo"
  | "ValidationOverflow"
  | "InvalidOffset"
  | "MetadataIncompleteBuffer";

/** The bytes are no valid safetensors file. */
export class SafetensorsError extends SemblanceError {
  readonly fault: SafetensorsFault;

  constructor(fault: SafetensorsFault, message: string, options?: ErrorOptions) {
    super("BUNDLE_SAFETENSORS", `${fault}: ${message}`, options);
    this.fault = fault;
  }
}
