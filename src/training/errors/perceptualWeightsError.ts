import { SemblanceError } from "../../errors/semblanceError.js";

/** A file of VGG16 weights that cannot be used. */
export class PerceptualWeightsError extends SemblanceError {
  constructor(path: string, reason: string, options?: ErrorOptions) {
    super(
      "PERCEPTUAL_WEIGHTS",
      `Expected ${path} to hold VGG16's thirteen convolutions, as safetensors with torchvision's names (features.0.weight, ...) or as an ONNX model, but ${reason}.`,
      options,
    );
  }
}
