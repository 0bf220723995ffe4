import { z } from "zod";
import type { LatentStatistics } from "../../../augmentation/index.js";
import { type Bundle, readBundle } from "../../../bundle/index.js";
import type { Dataset } from "../../../datasets/index.js";
import { openSession, type SessionOptions } from "../../../runtime/index.js";
import { choleskyWithJitter } from "../../../tensor/linalg/choleskyWithJitter.js";
import { matmul } from "../../../tensor/linalg/matmul.js";
import { BundleMismatchError } from "../errors/bundleMismatchError.js";
import { ExperimentInvalidError } from "../errors/experimentInvalidError.js";
import type { Generator } from "./generator.js";

const gatesSchema = z.array(z.object({ name: z.string(), value: z.number(), wanted: z.string(), passed: z.boolean() }));

/**
 * Encoder, decoder and statistics of a finished bundle. Its gates are those of its own training, which had the teacher at hand.
 *
 * @throws BundleMismatchError when the bundle is of other images, ExperimentInvalidError when it keeps no gates, and the errors of reading a bundle.
 */
export async function bundleGenerator(dir: string, dataset: Dataset, session: SessionOptions): Promise<Generator> {
  const bundle = await readBundle(dir);
  checkBundle(bundle, dataset);
  const { manifest, files } = bundle;
  const gates = gatesSchema.safeParse(manifest.metrics.gates);
  if (!gates.success) {
    throw new ExperimentInvalidError(
      `Expected the bundle ${dir} to keep the conditions that its training measured (metrics.gates), but it does not. Train it again with this version.`,
    );
  }
  const d = manifest.latentSize;
  const [encoderFile, decoderFile] = [manifest.networks.encoder, manifest.networks.decoder].map((name) =>
    name === undefined ? undefined : files.get(name),
  );
  if (!encoderFile || !decoderFile) {
    throw new ExperimentInvalidError(
      `Expected the bundle ${dir} to have an encoder and a decoder, but it generates nothing.`,
    );
  }
  const encoder = await openSession(encoderFile, session);
  const decoder = await openSession(decoderFile, session);
  const statistics = [...bundle.statistics].map(([label, ofClass]): [string, LatentStatistics] => {
    const shape = { rows: d, inner: d, columns: d, transposeB: true };
    const covariance = matmul(Float64Array.from(ofClass.factor), Float64Array.from(ofClass.factor), shape);
    // How it was shrunk is not kept in a bundle, and nothing here asks.
    return [label, { ...ofClass, sources: ofClass.encodings, covariance, shrinkage: 0, jitter: 0 }];
  });
  return {
    encoder,
    decoder,
    statistics: new Map(statistics),
    latents: d,
    pooledFactor: pooled(statistics, manifest.classCounts, d),
    gates: gates.data,
    source: `the bundle ${manifest.name} ${manifest.version} (seed ${manifest.training.seed}, ${bundle.digest.slice(0, 12)}), trained with: ${manifest.training.command}`,
    curve: [],
    close: async () => {
      await encoder.close();
      await decoder.close();
    },
  };
}

/** The order is that of a user's likeliest mistakes: the fingerprint alone would say the same, but not why. */
export function checkBundle({ manifest }: Bundle, dataset: Dataset): void {
  const { size } = dataset.splits.train;
  if (manifest.imageSize !== size)
    throw new BundleMismatchError("image size", `${size} pixels`, `${manifest.imageSize}`);
  if (manifest.labels.join() !== dataset.labels.join())
    throw new BundleMismatchError("list of labels", dataset.labels.join(", "), manifest.labels.join(", "));
  if (manifest.data.fingerprint !== dataset.fingerprint)
    throw new BundleMismatchError("data fingerprint", dataset.fingerprint, manifest.data.fingerprint);
}

/**
 * A bundle keeps some encodings of each class, so the pooled covariance is taken of the class covariances, weighted by the classes' training images as
 * an estimate from all encodings would be.
 */
function pooled(
  statistics: readonly (readonly [string, LatentStatistics])[],
  counts: readonly number[],
  d: number,
): Float32Array {
  const total = counts.reduce((sum, count) => sum + count, 0);
  const matrix = new Float64Array(d * d);
  statistics.forEach(([, { covariance }], c) => {
    covariance.forEach((value, i) => {
      matrix[i] = matrix[i]! + (value * counts[c]!) / total;
    });
  });
  return Float32Array.from(choleskyWithJitter(matrix, d).factor);
}
