import { SemblanceError } from "../../errors/semblanceError.js";

/**
 * An ONNX model keeps a tensor in another file. Such a tensor would escape the bundle's hashes and could point anywhere on
 * the disk, so it is refused.
 */
export class BundleExternalDataError extends SemblanceError {
  readonly file: string;

  constructor(file: string, tensor: string) {
    super(
      "BUNDLE_EXTERNAL_DATA",
      `Expected ${file} to hold all its tensors, but tensor "${tensor}" is stored outside the file. Save the model with its weights inside.`,
    );
    this.file = file;
  }
}
