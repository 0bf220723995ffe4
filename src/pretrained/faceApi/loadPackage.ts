import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import * as tf from "@tensorflow/tfjs";
import { z } from "zod";
import { PackageMissingError } from "../packageMissingError.js";

const PACKAGE = "@vladmandic/face-api";
// The build for Node.js that leaves TensorFlow.js to others.
const BUILD = "dist/face-api.node-wasm.js";

/** A network of the package, as far as it is used here. */
export interface FaceApiNetwork {
  loadFromWeightMap(weights: Record<string, tf.Tensor>): void;
  runNet(input: object): tf.Tensor2D;
  runMobilenet(images: tf.Tensor4D, parameters: unknown): tf.Tensor4D;
  readonly params: Readonly<Record<string, { readonly filters: tf.Tensor4D; readonly bias: tf.Tensor1D }>>;
  readonly config: {
    readonly anchors: readonly { readonly x: number; readonly y: number }[];
    readonly iouThreshold: number;
    readonly meanRgb: readonly [number, number, number];
  };
}

/** The package's module, as far as it is used here. */
export interface FaceApi {
  readonly nets: {
    readonly tinyFaceDetector: FaceApiNetwork;
    readonly faceLandmark68TinyNet: FaceApiNetwork;
    readonly faceExpressionNet: FaceApiNetwork;
  };
  readonly NetInput: { readonly prototype: object };
}

/** The package with the weights of three networks loaded, and what its own files say about it. */
export interface FaceApiPackage {
  readonly faceApi: FaceApi;
  readonly version: string;
  readonly license: string;
}

const weightsSchema = z.array(
  z.looseObject({
    paths: z.array(z.string().regex(/^[\w.-]+$/)),
    weights: z.array(z.looseObject({ name: z.string(), shape: z.array(z.int()), dtype: z.string() })),
  }),
);

/** @throws PackageMissingError */
export async function loadPackage(): Promise<FaceApiPackage> {
  const require = createRequire(import.meta.url);
  let folder: string;
  try {
    folder = dirname(require.resolve(`${PACKAGE}/package.json`));
  } catch (cause) {
    throw new PackageMissingError(PACKAGE, { cause });
  }
  const text = (name: string) => readFile(join(folder, name), "utf8");
  const { version } = z.looseObject({ version: z.string() }).parse(JSON.parse(await text("package.json")));
  const faceApi = evaluate(await text(BUILD), require);
  const { tinyFaceDetector, faceLandmark68TinyNet, faceExpressionNet } = faceApi.nets;
  await loadWeights(tinyFaceDetector, folder, "tiny_face_detector_model");
  await loadWeights(faceLandmark68TinyNet, folder, "face_landmark_68_tiny_model");
  await loadWeights(faceExpressionNet, folder, "face_expression_model");
  return { faceApi, version, license: (await text("LICENSE")).trim() };
}

/**
 * Runs the package's file with this project's TensorFlow.js. Its WebAssembly backend is handed over empty: nothing is computed with it,
 * and it would be another package to install.
 */
function evaluate(source: string, require: NodeJS.Require): FaceApi {
  const module: { exports: unknown } = { exports: {} };
  const provide = (name: string): unknown => {
    if (name === "@tensorflow/tfjs") return tf;
    return name.startsWith("@tensorflow/") ? {} : require(name);
  };
  new Function("require", "module", "exports", source)(provide, module, module.exports);
  return module.exports as FaceApi;
}

async function loadWeights(network: FaceApiNetwork, folder: string, name: string): Promise<void> {
  const list = JSON.parse(await readFile(join(folder, "model", `${name}-weights_manifest.json`), "utf8"));
  const groups = weightsSchema.parse(list);
  const files = await Promise.all(
    groups.flatMap(({ paths }) => paths).map((path) => readFile(join(folder, "model", path))),
  );
  const bytes = Uint8Array.from(Buffer.concat(files));
  const specs = groups.flatMap(({ weights }) => weights) as unknown as tf.io.WeightsManifestEntry[];
  network.loadFromWeightMap(tf.io.decodeWeights(bytes.buffer, specs));
}
