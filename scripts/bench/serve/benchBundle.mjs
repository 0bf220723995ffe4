// Writes a bundle with random weights: ResNet34 with the ImageNet stem as its classifier, and a VAE-GAN, both of 100 px.
//   node benchBundle.mjs FOLDER
import "@tensorflow/tfjs-backend-cpu";
import * as tf from "@tensorflow/tfjs-core";
import { encodeStatistics, writeBundle } from "../../../dist/bundle/index.js";
import { exportOnnx } from "../../../dist/compiler/index.js";
import { scaleImages, unscaleImages } from "../../../dist/networks/index.js";
import { Random } from "../../../dist/tensor/random.js";
import { createClassifier } from "../../../dist/training/steps/classifier.js";
import { createVaeGan } from "../../../dist/training/steps/vaeGan.js";

const SIZE = 100;
const labels = ["surprise", "fear", "disgust", "happiness", "sadness", "anger", "neutral"];

await tf.setBackend("cpu");
const { network } = createClassifier("bench", 1, {
  depth: 34,
  classes: labels.length,
  stem: "imagenet",
  weightDecay: 0,
});
const classifier = exportOnnx(
  ({ images }) => {
    const { logits } = network(scaleImages(images), false);
    return { logits, probabilities: tf.softmax(logits) };
  },
  { inputs: [{ name: "images", dtype: "uint8", shape: [-1, SIZE, SIZE, 3] }] },
);
// The generator makes sizes that doublings reach; 96 px with a margin is the nearest.
const model = createVaeGan({ seed: 1, size: 96, width: 16, latents: 120, conditioning: "whole" });
const margin = [
  [0, 0],
  [2, 2],
  [2, 2],
  [0, 0],
];
const encoder = exportOnnx(
  ({ images }) => ({ ...model.averageEncoder(tf.slice(scaleImages(images), [0, 2, 2, 0], [-1, 96, 96, 3]), false) }),
  { inputs: [{ name: "images", dtype: "uint8", shape: [-1, SIZE, SIZE, 3] }] },
);
const decoder = exportOnnx(
  ({ latents }) => ({ images: unscaleImages(tf.pad(model.averageGenerator(latents, false), margin)) }),
  { inputs: [{ name: "latents", dtype: "float32", shape: [-1, model.latents] }], outputs: { images: "uint8" } },
);
const d = model.latents;
const statistics = new Map(
  labels.map((label) => {
    const random = new Random(5, label);
    const factor = Float32Array.from({ length: d * d }, (_, i) =>
      i % d > Math.floor(i / d) ? 0 : random.normal() / d,
    );
    return [label, { mean: random.normals(d), factor, encodings: random.normals(8 * d), count: 8 }];
  }),
);
await writeBundle(process.argv[2], {
  manifest: {
    ...{ format: "semblance-bundle", formatVersion: 1, name: "bench", version: "1", kind: "expression-vae-gan" },
    generation: "6f1c2f0e-6c1b-4b57-9d8c-0d8f3c1f2a11",
    createdAt: "2026-01-01T00:00:00Z",
    labels,
    classCounts: labels.map(() => 8),
    tailClasses: ["fear", "disgust"],
    imageSize: SIZE,
    latentSize: d,
    covariance: { target: "pooled", form: "correct" },
    networks: {
      encoder: "encoder.onnx",
      decoder: "decoder.onnx",
      classifiers: [{ id: "resnet34", file: "classifier.onnx" }],
    },
    statistics: "statistics.safetensors",
    card: "MODEL_CARD.md",
    training: { seed: 1, command: "none", durationSeconds: 0, settings: {} },
    data: { name: "none", fingerprint: "0".repeat(64), splits: { train: 56 } },
    metrics: { classifiers: {}, reconstruction: { l1: 1, psnr: 1 } },
  },
  files: new Map([
    ["encoder.onnx", encoder],
    ["decoder.onnx", decoder],
    ["classifier.onnx", classifier],
    ["statistics.safetensors", encodeStatistics(statistics)],
    ["MODEL_CARD.md", new TextEncoder().encode("# Bench\n\nRandom weights, for timing only.\n")],
  ]),
});
