// Faces in photographs beside face-api on TensorFlow.js's WebAssembly backend: the same photographs, from JPEG bytes to labels, by turns in one
// process. Both decode with the same library. Ends with one line of JSON; ratios are of medians.
//   npm run bench:faces [-- --rounds 5 --models models --threads 2]
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { parseArgs } from "node:util";
import * as tf from "@tensorflow/tfjs";
import { setWasmPaths } from "@tensorflow/tfjs-backend-wasm";
import sharp from "sharp";
import { loadPackage } from "../../dist/pretrained/faceApi/loadPackage.js";
import { openPipeline } from "../faces/openPipeline.mjs";

const { values } = parseArgs({
  options: {
    rounds: { type: "string", default: "5" },
    models: { type: "string", default: "models" },
    threads: { type: "string", default: "2" },
  },
});
const require = createRequire(import.meta.url);
const samples = join(dirname(require.resolve("@vladmandic/face-api/package.json")), "demo");
const photographs = [1, 2, 3, 4, 5, 6].map((i) => readFileSync(join(samples, `sample${i}.jpg`)));

const pipeline = await openPipeline(values.models, Number(values.threads));
setWasmPaths(`${dirname(require.resolve("@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm"))}/`);
await tf.setBackend("wasm");
const { faceApi } = await loadPackage();
const options = new faceApi.TinyFaceDetectorOptions();

async function theirs(bytes) {
  const { data, info } = await sharp(bytes).raw().toBuffer({ resolveWithObject: true });
  const image = tf.tensor3d(
    new Uint8Array(data.buffer, data.byteOffset, data.length),
    [info.height, info.width, 3],
    "int32",
  );
  const found = await faceApi.detectAllFaces(image, options).withFaceLandmarks(true).withFaceExpressions();
  image.dispose();
  return found.map(({ expressions }) => expressions.asSortedArray()[0].probability);
}

async function ours(bytes) {
  return (await pipeline.judge(bytes)).map(({ probabilities }) => Math.max(...probabilities));
}

const median = (list) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)];
const times = { ours: [], theirs: [] };
let difference = 0;
for (let round = -1; round < Number(values.rounds); round++) {
  for (const [i, photograph] of photographs.entries()) {
    const measured = {};
    // Who goes first changes, so that neither always finds the caches as the other left them.
    const order =
      (round + i) % 2 === 0
        ? [
            ["ours", ours],
            ["theirs", theirs],
          ]
        : [
            ["theirs", theirs],
            ["ours", ours],
          ];
    for (const [name, run] of order) {
      const started = performance.now();
      measured[name] = await run(photograph);
      // The first round warms both.
      if (round >= 0) times[name].push(performance.now() - started);
    }
    if (measured.ours.length !== measured.theirs.length)
      throw new Error(`Photograph ${i + 1}: other faces were found.`);
    measured.ours.forEach((value, j) => {
      difference = Math.max(difference, Math.abs(value - measured.theirs[j]));
    });
  }
}
await pipeline.close();
if (difference > 1e-3) throw new Error(`Probabilities differ by ${difference}.`);
const [mine, other] = [median(times.ours), median(times.theirs)];
console.log(
  JSON.stringify({
    bench: "faces",
    photographs: photographs.length,
    rounds: Number(values.rounds),
    threads: Number(values.threads),
    oursMs: Number(mine.toFixed(1)),
    faceApiWasmMs: Number(other.toFixed(1)),
    ratio: Number((other / mine).toFixed(2)),
    largestDifference: difference,
  }),
);
