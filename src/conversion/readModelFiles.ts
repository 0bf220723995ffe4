import { readFile, stat } from "node:fs/promises";
import { dirname, isAbsolute, join, normalize } from "node:path";
import type * as tf from "@tensorflow/tfjs-core";
import { z } from "zod";
import { sizeOf } from "../tensor/shape.js";
import { ModelFileError } from "./modelFileError.js";
import { type ModelJson, modelJsonSchema, STORED_BYTES, type StoredWeight } from "./modelJsonSchema.js";

export interface ModelFiles {
  readonly kind: "layers-model" | "graph-model";
  readonly json: ModelJson;
  /** Hands the model to TensorFlow.js's own loaders. */
  readonly handler: tf.io.IOHandler;
}

/**
 * Reads a TensorFlow.js model from disk. `path` is its `model.json` or the folder that it is in; weight files lie in that folder.
 * @throws ModelFileError
 */
export async function readModelFiles(path: string): Promise<ModelFiles> {
  const isFolder = (await stat(path).catch(() => undefined))?.isDirectory();
  const file = isFolder ? join(path, "model.json") : path;
  const json = parse(file, await read(file));
  const kind = json.format ?? (json.modelTopology.node ? "graph-model" : "layers-model");
  const weightData = await readWeights(dirname(file), json);
  const artifacts: tf.io.ModelArtifacts = {
    format: kind,
    modelTopology: json.modelTopology,
    weightSpecs: json.weightsManifest.flatMap((group) => group.weights) as tf.io.WeightsManifestEntry[],
    weightData,
    ...(json.signature && { signature: json.signature }),
    ...(json.userDefinedMetadata && { userDefinedMetadata: json.userDefinedMetadata as Record<string, object> }),
  };
  return { kind, json, handler: { load: async () => artifacts } };
}

async function read(path: string): Promise<Buffer> {
  return readFile(path).catch((cause: unknown) => {
    throw new ModelFileError(path, "it cannot be read", { cause });
  });
}

function parse(path: string, bytes: Buffer): ModelJson {
  let value: unknown;
  try {
    value = JSON.parse(bytes.toString("utf8"));
  } catch (cause) {
    throw new ModelFileError(path, "it is not JSON", { cause });
  }
  const result = modelJsonSchema.safeParse(value);
  if (result.success) return result.data;
  throw new ModelFileError(path, `its content is not that of a model:\n${z.prettifyError(result.error)}\n`);
}

async function readWeights(folder: string, { weightsManifest }: ModelJson): Promise<ArrayBuffer> {
  const parts: Buffer[] = [];
  for (const { paths, weights } of weightsManifest) {
    // All paths are judged before any is read: a refusal must not leave reads that fail later, with nobody to hear of it.
    const places = paths.map((path) => inside(folder, path));
    const files = await Promise.all(places.map(read));
    const bytes = files.reduce((sum, { byteLength }) => sum + byteLength, 0);
    const expected = weights.reduce((sum, weight) => sum + storedBytes(weight), 0);
    if (bytes !== expected)
      throw new ModelFileError(
        join(folder, paths.join(", ")),
        `it has ${bytes} bytes where its weights take ${expected}`,
      );
    parts.push(...files);
  }
  const all = new Uint8Array(parts.reduce((sum, { byteLength }) => sum + byteLength, 0));
  let offset = 0;
  for (const part of parts) {
    all.set(part, offset);
    offset += part.byteLength;
  }
  return all.buffer;
}

/** A weight file's path; a model from elsewhere must not reach files outside its folder. */
function inside(folder: string, path: string): string {
  const clean = normalize(path);
  if (isAbsolute(clean) || clean.split(/[\\/]/).includes(".."))
    throw new ModelFileError(join(folder, "model.json"), `it names the weight file "${path}" outside its folder`);
  return join(folder, clean);
}

function storedBytes({ shape, dtype, quantization }: StoredWeight): number {
  return sizeOf(shape) * STORED_BYTES[quantization?.dtype ?? dtype];
}
