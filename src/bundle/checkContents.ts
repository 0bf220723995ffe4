import type { TensorSpec } from "../tensor/hostTensor.js";
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
  checkOnnx(networks.encoder, fileOf(networks.encoder), {
    inputs: [images],
    outputs: [vector("mean", latentSize), vector("logVariance", latentSize)],
  });
  checkOnnx(networks.decoder, fileOf(networks.decoder), { inputs: [vector("latents", latentSize)], outputs: [images] });
  for (const { file } of networks.classifiers) {
    checkOnnx(file, fileOf(file), {
      inputs: [images],
      outputs: [vector("logits", labels.length), vector("probabilities", labels.length)],
    });
  }
  fileOf(manifest.card);
  return decodeStatistics(fileOf(manifest.statistics), labels, latentSize);
}

function checkManifest({ labels, classCounts, tailClasses, networks, metrics, files }: Manifest): void {
  const ids = networks.classifiers.map(({ id }) => id);
  // Names that differ only in case are one file on some file systems, and two on others.
  const names = Object.keys(files).map((name) => name.toLowerCase());
  for (const [what, list] of Object.entries({ labels, tailClasses, "classifier ids": ids, "file names": names })) {
    const repeated = list.find((item, index) => list.indexOf(item) !== index);
    if (repeated !== undefined)
      throw new BundleInconsistentError(`Expected ${what} to differ, got "${repeated}" twice.`);
  }
  if (classCounts.length !== labels.length) {
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
