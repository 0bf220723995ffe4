import { encodeImage, type ImageFormat } from "../../images/index.js";
import { generate } from "../../serving/generation/generate.js";
import type { ServedModel } from "../../serving/models/servedModel.js";

/** What one image costs. */
export interface ImageCost {
  readonly seconds: number;
  /** Of its file. */
  readonly bytes: number;
}

/** Images that are made to measure: two batches. */
const SAMPLE = 16;
/** How long a measurement is good for, in milliseconds: load changes. */
const FRESH_MS = 10_000;

/**
 * What images cost on this server as it is now: a few are made, in the queue where all are made, and timed. Measured at most every ten seconds
 * per model and format, whoever asks how often.
 */
export class Measurements {
  readonly #latest = new Map<string, { at: number; cost: Promise<ImageCost> }>();

  /** @throws what making images throws, such as OverloadedError */
  of(model: ServedModel, format: ImageFormat): Promise<ImageCost> {
    const key = `${model.digest} ${format}`;
    const latest = this.#latest.get(key);
    if (latest && performance.now() - latest.at < FRESH_MS) return latest.cost;
    const cost = measure(model, format);
    this.#latest.set(key, { at: performance.now(), cost });
    cost.catch(() => this.#latest.delete(key));
    return cost;
  }
}

async function measure(model: ServedModel, format: ImageFormat): Promise<ImageCost> {
  const { labels } = model.manifest;
  const recipes = Array.from({ length: SAMPLE }, (_, index) => ({
    ...{ label: labels[index % labels.length]!, s: 0.5 },
    ...{ seed: 0, index },
  }));
  const started = performance.now();
  const images = await generate(model, recipes, { priority: "bulk" });
  const files = await Promise.all(
    images.map(({ pixels, size }) => encodeImage(pixels, size, size, format, { synthetic: true })),
  );
  const seconds = (performance.now() - started) / 1000;
  return {
    seconds: seconds / SAMPLE,
    bytes: files.reduce((sum, file) => sum + file.length, 0) / SAMPLE,
  };
}
