import type { TensorSpec } from "../tensor/hostTensor.js";
import { BundleInconsistentError } from "./errors/bundleInconsistentError.js";
import type { ImageInput } from "./faceParts.js";
import type { Manifest } from "./manifest.js";
import { checkOnnx } from "./onnx/checkOnnx.js";

/** The input of a graph that wants its images so. */
export function imageSpec({ name, dtype, layout, size }: ImageInput): TensorSpec {
  return { name, dtype, shape: layout === "NHWC" ? [-1, size, size, 3] : [-1, 3, size, size] };
}

/**
 * Checks that the detector and the landmarks of a bundle are what its manifest says, and that what it says can be done.
 *
 * @throws BundleFileMissingError, BundleInconsistentError, BundleExternalDataError
 */
export function checkFaceParts({ faces, networks, imageSize }: Manifest, fileOf: (name: string) => Uint8Array): void {
  const inputs = [faces?.detector.input, faces?.landmarks.input, ...networks.classifiers.map(({ input }) => input)];
  for (const input of inputs) if (input) checkPlainBytes(input);
  for (const { id, input } of networks.classifiers) {
    if (input && input.size !== imageSize)
      throw new BundleInconsistentError(
        `Expected classifier "${id}" to take images of ${imageSize} pixels, got ${input.size}.`,
      );
  }
  if (!faces) return;
  const { detector, landmarks } = faces;
  const { output } = detector;
  const float = (name: string, shape: readonly number[]): TensorSpec => ({ name, dtype: "float32", shape });
  checkOnnx(detector.file, fileOf(detector.file), {
    inputs: [imageSpec(detector.input)],
    outputs:
      output.form === "grid"
        ? [float(output.name, [-1, output.cells, output.cells, 5 * output.anchors.length])]
        : [float(output.boxes, [-1, output.count, 4]), float(output.scores, [-1, output.count, output.classes])],
  });
  if (output.form === "boxes" && output.faceClass >= output.classes)
    throw new BundleInconsistentError(
      `Expected a face class below ${output.classes}, the number of classes, got ${output.faceClass}.`,
    );
  const { count } = landmarks.output;
  checkOnnx(landmarks.file, fileOf(landmarks.file), {
    inputs: [imageSpec(landmarks.input)],
    outputs: [float(landmarks.output.name, [-1, 2 * count])],
  });
  const stranger = Object.values(landmarks.points)
    .flat()
    .find((index) => index >= count);
  if (stranger !== undefined)
    throw new BundleInconsistentError(`Expected indices of ${count} landmarks, got ${stranger}.`);
}

/** Bytes have no room for a mean or a scale: a graph that takes them scales them itself. */
function checkPlainBytes({ name, dtype, mean, scale }: ImageInput): void {
  if (dtype === "uint8" && (scale !== 1 || mean.some((value) => value !== 0)))
    throw new BundleInconsistentError(`Expected input "${name}" of bytes to have mean 0 and scale 1.`);
}
