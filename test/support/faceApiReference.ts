import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import * as tf from "@tensorflow/tfjs";
import "@tensorflow/tfjs-backend-cpu";
import { setWasmPaths } from "@tensorflow/tfjs-backend-wasm";
import sharp from "sharp";
import { loadPackage } from "../../src/pretrained/faceApi/loadPackage.js";

const require = createRequire(import.meta.url);
const PACKAGE = dirname(require.resolve("@vladmandic/face-api/package.json"));

/** The package's own sample photographs. */
export const SAMPLES = [1, 2, 3, 4, 5, 6].map((i) => readFileSync(join(PACKAGE, "demo", `sample${i}.jpg`)));

/** A face as the package itself tells it. */
export interface ReferenceFace {
  readonly box: { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
  readonly score: number;
  readonly landmarks: readonly { readonly x: number; readonly y: number }[];
  /** By the package's words. */
  readonly expressions: Readonly<Record<string, number>>;
}

interface OwnResult {
  readonly detection: { readonly box: ReferenceFace["box"]; readonly score: number };
  readonly landmarks: { readonly positions: ReferenceFace["landmarks"] };
  readonly expressions: ReferenceFace["expressions"];
}

interface Chain extends Promise<OwnResult[]> {
  withFaceLandmarks(tiny: boolean): Chain;
  withFaceExpressions(): Chain;
}

interface OwnApi {
  readonly TinyFaceDetectorOptions: new () => object;
  detectAllFaces(image: tf.Tensor3D, options: object): Chain;
}

/** What face-api finds in photographs by itself, on TensorFlow.js's WebAssembly backend: nothing of this project but its loader. */
export async function faceApiReference(photographs: readonly Uint8Array[]): Promise<ReferenceFace[][]> {
  setWasmPaths(`${dirname(require.resolve("@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm"))}/`);
  const { faceApi } = await loadPackage();
  await tf.setBackend("wasm");
  const own = faceApi as unknown as OwnApi;
  const found: ReferenceFace[][] = [];
  for (const photograph of photographs) {
    const { data, info } = await sharp(photograph).raw().toBuffer({ resolveWithObject: true });
    const image = tf.tensor3d(new Uint8Array(data), [info.height, info.width, 3], "int32");
    const results = await own
      .detectAllFaces(image, new own.TinyFaceDetectorOptions())
      .withFaceLandmarks(true)
      .withFaceExpressions();
    image.dispose();
    found.push(
      results.map(({ detection, landmarks, expressions }) => ({
        box: detection.box,
        score: detection.score,
        landmarks: landmarks.positions,
        expressions,
      })),
    );
  }
  await tf.setBackend("cpu");
  return found;
}
