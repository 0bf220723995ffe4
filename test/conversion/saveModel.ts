import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as tf from "@tensorflow/tfjs";
import { Random } from "../../src/tensor/random.js";

/** Gives every weight of a model seeded numbers: what TensorFlow.js initialises with differs from run to run. */
export function seedWeights(model: tf.LayersModel, seed: number): void {
  model.setWeights(
    model.weights.map((weight, i) => {
      const shape = weight.shape as number[];
      const random = new Random(seed, "weight", i);
      const size = shape.reduce((a, b) => a * b, 1);
      // A variance has to be positive; the others are as large as layers usually make them.
      const isVariance = weight.name.includes("moving_variance");
      const draw = () => (isVariance ? random.uniform(0.5, 1.5) : random.normal() * 0.4);
      return tf.tensor(Float32Array.from({ length: size }, draw), shape);
    }),
  );
}

/** Writes a layers model as TensorFlow.js in a browser would: model.json and weights.bin. Returns the folder. */
export async function saveModel(model: tf.LayersModel): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), "semblance-model-"));
  await model.save(
    tf.io.withSaveHandler(async (artifacts) => {
      const { modelTopology, weightSpecs, weightData } = artifacts;
      writeModel(folder, {
        format: "layers-model",
        modelTopology,
        weights: weightSpecs!,
        data: weightData as ArrayBuffer,
      });
      return { modelArtifactsInfo: { dateSaved: new Date(0), modelTopologyType: "JSON" } };
    }),
  );
  return folder;
}

export interface ModelContent {
  readonly format: string;
  readonly modelTopology: unknown;
  readonly weights: unknown;
  readonly data: ArrayBuffer;
  readonly signature?: unknown;
}

/** Writes model.json, and the weights in two files, since large models are split. */
export function writeModel(folder: string, { format, modelTopology, weights, data, signature }: ModelContent): void {
  const half = Math.floor(data.byteLength / 2);
  writeFileSync(join(folder, "group1-shard1of2.bin"), new Uint8Array(data, 0, half));
  writeFileSync(join(folder, "group1-shard2of2.bin"), new Uint8Array(data, half));
  const paths = ["group1-shard1of2.bin", "group1-shard2of2.bin"];
  const json = { format, modelTopology, signature, weightsManifest: [{ paths, weights }] };
  writeFileSync(join(folder, "model.json"), JSON.stringify(json));
}
