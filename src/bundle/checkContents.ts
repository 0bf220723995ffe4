import type { TensorSpec } from "../tensor/hostTensor.js";
import { checkFaceParts, imageSpec } from "./checkFaceParts.js";
import { BundleFileMissingError } from "./errors/bundleFileMissingError.js";
import { BundleInconsistentError } from "./errors/bundleInconsistentError.js";
import type { Manifest } from "./manifest.js";
import { checkOnnx } from "./onnx/checkOnnx.js";
import { type ClassStatistics, decodeStatistics } from "./statistics.js";

/**
 * Checks that a manifest and the files it names fit together: every file is hashed, labels, counts, metrics, statistics and the
 * graphs' inputs and outputs agree in size, and no graph keeps tensors elsewhere.
 *
 * @throws BundleFileMissingError, BundleInconsistentError, BundleExternalDataError, SafetensorsError
 */
export function checkContents(
  manifest: Manifest,
  files: ReadonlyMap<string, Uint8Array>,
): Map<string, ClassStatistics> {
  checkManifest(manifest);
  const { labels, imageSize, latentSize, networks } = manifest;
  const fileOf = (name: string): Uint8Array => {
    const bytes = files.get(name);
    if (!bytes) throw new BundleFileMissingError(name, "the files that the manifest hashes");
    return bytes;
  };
  const images: TensorSpec = { name: "images", dtype: "uint8", shape: [-1, imageSize, imageSize, 3] };
  const vector = (name: string, size: number): TensorSpec => ({ name, dtype: "float32", shape: [-1, size] });
  for (const { file, input, output } of networks.classifiers) {
    checkOnnx(file, fileOf(file), {
      inputs: [input ? imageSpec(input) : images],
      outputs: output
        ? [vector(output.name, labels.length)]
        : [vector("logits", labels.length), vector("probabilities", labels.length)],
    });
  }
  checkFaceParts(manifest, fileOf);
  fileOf(manifest.card);
  const { encoder, decoder } = networks;
  if (encoder === undefined || decoder === undefined || manifest.statistics === undefined) return new Map();
  checkOnnx(encoder, fileOf(encoder), {
    inputs: [images],
    outputs: [vector("mean", latentSize), vector("logVariance", latentSize)],
  });
  checkOnnx(decoder, fileOf(decoder), { inputs: [vector("latents", latentSize)], outputs: [images] });
  return decodeStatistics(fileOf(manifest.statistics), labels, latentSize);
}

/** A bundle that generates has every part of that; one of face parts has none of them, and at least one part. */
function checkKind(manifest: Manifest): void {
  const { kind, networks, statistics, covariance, latentSize, labels, faces } = manifest;
  const parts = { encoder: networks.encoder, decoder: networks.decoder, statistics, covariance };
  const generates = kind === "expression-vae-gan";
  const wrong = Object.entries(parts).find(([, part]) => (part !== undefined) !== generates);
  const expected = generates ? "everything that generating needs" : "nothing that generating needs";
  if (wrong)
    throw new BundleInconsistentError(
      `Expected a bundle of kind ${kind} to have ${expected}, but ${wrong[0]} is ${generates ? "missing" : "there"}.`,
    );
  if (latentSize > 0 !== generates)
    throw new BundleInconsistentError(`Expected a latent size ${generates ? "above 0" : "of 0"}, got ${latentSize}.`);
  if (networks.classifiers.length === 0 && (generates || faces === undefined))
    throw new BundleInconsistentError("Expected at least one classifier, or a face detector, got neither.");
  const leastLabels = networks.classifiers.length > 0 ? 2 : 0;
  if (labels.length < leastLabels)
    throw new BundleInconsistentError(`Expected at least ${leastLabels} labels, got ${labels.length}.`);
}

function checkManifest(manifest: Manifest): void {
  checkKind(manifest);
  const { kind, labels, classCounts, tailClasses, networks, metrics, files } = manifest;
  const ids = networks.classifiers.map(({ id }) => id);
  // Names that differ only in case are one file on some file systems, and two on others.
  const names = Object.keys(files).map((name) => name.toLowerCase());
  for (const [what, list] of Object.entries({ labels, tailClasses, "classifier ids": ids, "file names": names })) {
    const repeated = list.find((item, index) => list.indexOf(item) !== index);
    if (repeated !== undefined)
      throw new BundleInconsistentError(`Expected ${what} to differ, got "${repeated}" twice.`);
  }
  // What somebody else trained may come without its counts.
  const unknownCounts = kind === "face-parts" && classCounts.length === 0;
  if (classCounts.length !== labels.length && !unknownCounts) {
    throw new BundleInconsistentError(
      `Expected ${labels.length} class counts, one per label, got ${classCounts.length}.`,
    );
  }
  const stranger = tailClasses.find((name) => !labels.includes(name));
  if (stranger !== undefined)
    throw new BundleInconsistentError(`Expected tail classes to be labels, got "${stranger}".`);
  for (const [id, splits] of Object.entries(metrics.classifiers)) {
    if (!ids.includes(id))
      throw new BundleInconsistentError(`Expected metrics of classifiers in the bundle, got "${id}".`);
    for (const [split, { perClassRecall, confusion }] of Object.entries(splits)) {
      const lengths = [perClassRecall.length, confusion.length, ...confusion.map((row) => row.length)];
      if (lengths.some((length) => length !== labels.length)) {
        throw new BundleInconsistentError(
          `Expected the metrics of "${id}" on "${split}" to have ${labels.length} classes, got sizes ${lengths}.`,
        );
      }
    }
  }
}
