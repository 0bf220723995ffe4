// What the machine can do without a server: decodes the JPEGs and runs the classifier, or runs the decoder and encodes PNGs, and nothing else.
//   node bare.mjs BUNDLE THREADS
import { readFileSync } from "node:fs";
import { join } from "node:path";
import sharp from "sharp";
import { answer } from "./answer.mjs";
import { photographs } from "./photographs.mjs";

process.env.ORT_DISABLE_TELEMETRY = "1";
const { InferenceSession, Tensor } = await import("onnxruntime-node");
const [dir, threads] = process.argv.slice(2);
const manifest = JSON.parse(readFileSync(join(dir, "manifest.json"), "utf8"));
const { imageSize: size, latentSize } = manifest;
sharp.concurrency(1);
sharp.cache(false);
const open = (file) =>
  InferenceSession.create(join(dir, file), { intraOpNumThreads: Number(threads), logSeverityLevel: 4 });
const classifier = await open(manifest.networks.classifiers[0].file);
const decoder = await open(manifest.networks.decoder);
const files = await photographs(64, 160);

const read = (file) => sharp(file).resize(size, size, { fit: "cover" }).removeAlpha().raw().toBuffer();

/** Reads the next batch on other threads while one is computed. */
async function classify({ seconds, batch }) {
  const load = (from) => Promise.all(Array.from({ length: batch }, (_, i) => read(files[(from + i) % files.length])));
  const latencies = [];
  let images = 0;
  const [start, cpu] = [performance.now(), process.cpuUsage()];
  for (let next = load(0); performance.now() - start < seconds * 1000; ) {
    const began = performance.now();
    const rows = await next;
    if (batch > 1) next = load(images + batch);
    const data = Buffer.concat(rows);
    await classifier.run({ images: new Tensor("uint8", data, [batch, size, size, 3]) });
    if (batch === 1) next = load(images + 1);
    latencies.push(performance.now() - began);
    images += batch;
  }
  return summary(images, start, cpu, latencies);
}

/** One image after another: what a single request costs without a server. */
async function single({ seconds }) {
  const latencies = [];
  const [start, cpu] = [performance.now(), process.cpuUsage()];
  while (performance.now() - start < seconds * 1000) {
    const began = performance.now();
    const data = await read(files[latencies.length % files.length]);
    await classifier.run({ images: new Tensor("uint8", data, [1, size, size, 3]) });
    latencies.push(performance.now() - began);
  }
  return summary(latencies.length, start, cpu, latencies);
}

/** Batches of eight, as generation always runs, and PNGs as the server writes them, on other threads while the next batch is computed. */
async function generate({ seconds }) {
  const noise = Float32Array.from({ length: 8 * latentSize }, (_, i) => Math.sin(i * 12.9898));
  let [images, writing] = [0, Promise.resolve()];
  const [start, cpu] = [performance.now(), process.cpuUsage()];
  while (performance.now() - start < seconds * 1000) {
    const { images: made } = await decoder.run({ latents: new Tensor("float32", noise, [8, latentSize]) });
    const row = size * size * 3;
    const raw = { raw: { width: size, height: size, channels: 3 } };
    const write = (i) =>
      sharp(made.data.subarray(i * row, (i + 1) * row), raw)
        .png({ compressionLevel: 6, palette: false })
        .toBuffer();
    await writing;
    writing = Promise.all(Array.from({ length: 8 }, async (_, i) => (await write(i)).toString("base64")));
    images += 8;
  }
  await writing;
  return summary(images, start, cpu, [0]);
}

function summary(images, start, cpu, latencies) {
  const { user, system } = process.cpuUsage(cpu);
  const cpuMs = (user + system) / 1000 / images;
  latencies.sort((a, b) => a - b);
  return { perSecond: (images * 1000) / (performance.now() - start), cpuMs, p50: latencies[latencies.length >> 1] };
}

answer({}, ({ kind, ...rest }) => ({ classify, single, generate })[kind](rest));
