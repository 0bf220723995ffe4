import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import "@tensorflow/tfjs-backend-cpu";
import * as tf from "@tensorflow/tfjs-core";
import { encodeStatistics, type ManifestDraft, writeBundle } from "../../src/bundle/index.js";
import { exportOnnx } from "../../src/compiler/index.js";
import { Random } from "../../src/tensor/random.js";

export const LABELS = ["happiness", "sadness", "fear"];
export const SIZE = 8;
export const LATENT = 4;
const PIXELS = SIZE * SIZE * 3;
const IMAGES = { name: "images", dtype: "uint8", shape: [-1, SIZE, SIZE, 3] } as const;
const LATENTS = { name: "latents", dtype: "float32", shape: [-1, LATENT] } as const;

/** Weights of the decoder, [LATENT, PIXELS]: pixel = 255 sigmoid(latent W). */
export const DECODER = new Random(3, "decoder").normals(LATENT * PIXELS);
/** Weights of the encoder's mean, [PIXELS, LATENT]: mean = (image / 255) W; the log variance is its negative. */
export const ENCODER = new Random(3, "encoder").normals(PIXELS * LATENT);
/** mean, factor and encodings of each class. */
export const STATISTICS = new Map(
  LABELS.map((label, index) => {
    const random = new Random(5, label);
    const factor = Float32Array.from({ length: LATENT * LATENT }, (_, i) =>
      i % LATENT > Math.floor(i / LATENT) ? 0 : random.normal(),
    );
    const count = 4 + index;
    return [label, { mean: random.normals(LATENT), factor, encodings: random.normals(count * LATENT), count }];
  }),
);

function flat(images: tf.Tensor): tf.Tensor2D {
  return tf.reshape(tf.div(tf.cast(images, "float32"), 255), [-1, PIXELS]);
}

/** Mean red, green and blue of an image, times `sharpness`, are the logits of the three classes. */
function colourClassifier(sharpness: number): Uint8Array {
  return exportOnnx(
    ({ images }) => {
      const logits = tf.mul(tf.mean(tf.div(tf.cast(images!, "float32"), 255), [1, 2]), sharpness);
      return { logits, probabilities: tf.softmax(logits as tf.Tensor2D) };
    },
    { inputs: [IMAGES] },
  );
}

function networks(): Map<string, Uint8Array> {
  const encoder = exportOnnx(
    ({ images }) => {
      const mean = tf.matMul(flat(images!), tf.tensor2d(ENCODER, [PIXELS, LATENT]));
      return { mean, logVariance: tf.neg(mean) };
    },
    { inputs: [IMAGES] },
  );
  const decoder = exportOnnx(
    ({ latents }) => {
      const pixels = tf.sigmoid(tf.matMul(latents as tf.Tensor2D, tf.tensor2d(DECODER, [LATENT, PIXELS])));
      return { images: tf.reshape(tf.mul(pixels, 255), [-1, SIZE, SIZE, 3]) };
    },
    { inputs: [LATENTS], outputs: { images: "uint8" } },
  );
  return new Map([
    ["encoder.onnx", encoder],
    ["decoder.onnx", decoder],
    ["classifier-colour.onnx", colourClassifier(10)],
    ["classifier-opposite.onnx", colourClassifier(-10)],
  ]);
}

/** Writes a small but whole bundle under `root`. */
export async function writeTinyBundle(root: string, change: Partial<ManifestDraft> = {}): Promise<{ dir: string }> {
  await tf.setBackend("cpu");
  const card = new TextEncoder().encode("# Tiny\n\nA model for tests: it answers from colours.\n");
  const files = networks().set("statistics.safetensors", encodeStatistics(STATISTICS)).set("MODEL_CARD.md", card);
  const manifest: ManifestDraft = {
    ...{ format: "semblance-bundle", formatVersion: 1, name: "tiny", version: "1", kind: "expression-vae-gan" },
    generation: "6f1c2f0e-6c1b-4b57-9d8c-0d8f3c1f2a11",
    createdAt: "2026-01-01T00:00:00Z",
    labels: LABELS,
    classCounts: [40, 9, 3],
    tailClasses: ["sadness", "fear"],
    imageSize: SIZE,
    latentSize: LATENT,
    covariance: { target: "pooled", form: "correct" },
    networks: {
      encoder: "encoder.onnx",
      decoder: "decoder.onnx",
      classifiers: [
        { id: "colour", file: "classifier-colour.onnx" },
        { id: "opposite", file: "classifier-opposite.onnx" },
      ],
    },
    statistics: "statistics.safetensors",
    card: "MODEL_CARD.md",
    training: { seed: 1, command: "none", durationSeconds: 0, settings: {} },
    data: { name: "none", fingerprint: "0".repeat(64), splits: { train: 52 } },
    metrics: { classifiers: {}, reconstruction: { l1: 0.1, psnr: 20 } },
    ...change,
  };
  return writeBundle(root, { manifest, files });
}

/** A new folder of models, with one tiny bundle. */
export async function tinyModels(): Promise<string> {
  const root = mkdtempSync(join(tmpdir(), "semblance-models-"));
  await writeTinyBundle(root);
  return root;
}
