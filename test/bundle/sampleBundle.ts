import {
  type BundleDraft,
  type ClassStatistics,
  encodeStatistics,
  type ManifestDraft,
} from "../../src/bundle/index.js";
import { Random } from "../../src/tensor/random.js";
import { decoderModel, imageModel } from "./onnxBytes.js";

const labels = ["surprise", "fear", "neutral"];
const size = 8;
const d = 4;

export function sampleStatistics(): Map<string, ClassStatistics> {
  const random = new Random(1, "sample-statistics");
  return new Map(
    labels.map((label, index) => {
      const factor = new Float32Array(d * d);
      for (let row = 0; row < d; row++) {
        for (let column = 0; column <= row; column++)
          factor[row * d + column] = row === column ? 1 : random.normal() / 4;
      }
      const count = 5 + index;
      return [label, { mean: random.normals(d), factor, encodings: random.normals(count * d), count }];
    }),
  );
}

/** A small sound bundle with real ONNX graphs; `manifest` overrides fields. */
export function sampleDraft(manifest: Partial<ManifestDraft> = {}): BundleDraft & { files: Map<string, Uint8Array> } {
  const text = (value: string) => new TextEncoder().encode(value);
  return {
    manifest: {
      format: "semblance-bundle",
      formatVersion: 1,
      name: "sample",
      version: "1",
      generation: "6f1c2f0e-6c1b-4b57-9d8c-0d8f3c1f2a11",
      createdAt: "2026-01-01T00:00:00Z",
      kind: "expression-vae-gan",
      labels,
      classCounts: [5, 6, 7],
      tailClasses: ["fear"],
      imageSize: size,
      latentSize: d,
      covariance: { target: "pooled", form: "correct" },
      networks: {
        encoder: "encoder.onnx",
        decoder: "decoder.onnx",
        classifiers: [{ id: "resnet18", file: "classifier-resnet18.onnx" }],
      },
      statistics: "statistics.safetensors",
      card: "MODEL_CARD.md",
      training: { seed: 1, command: "semblance train", durationSeconds: 1.5, settings: { batch: 8 } },
      data: { name: "sample", fingerprint: "0".repeat(64), splits: { train: 18 } },
      metrics: {
        classifiers: {
          resnet18: {
            test: {
              accuracy: 0.8,
              meanClassAccuracy: 0.75,
              perClassRecall: [1, 0.5, null],
              confusion: [
                [3, 0, 0],
                [1, 1, 0],
                [0, 0, 0],
              ],
            },
          },
        },
        reconstruction: { l1: 0.1, psnr: 21 },
      },
      ...manifest,
    },
    files: new Map([
      ["encoder.onnx", imageModel(size, d, ["mean", "logVariance"])],
      ["decoder.onnx", decoderModel(size, d)],
      ["classifier-resnet18.onnx", imageModel(size, labels.length, ["logits", "probabilities"])],
      ["statistics.safetensors", encodeStatistics(sampleStatistics())],
      ["MODEL_CARD.md", text("# A sample\n")],
      ["report/curves.csv", text("step,loss\n0,1\n")],
    ]),
  };
}
