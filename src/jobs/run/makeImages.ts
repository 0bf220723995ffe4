import { encodeImage } from "../../images/index.js";
import { generate } from "../../serving/generation/generate.js";
import type { ServedModel } from "../../serving/models/servedModel.js";
import type { JobPlan } from "../plan/jobPlan.js";
import type { Sample } from "../plan/samples.js";
import { persistently } from "./persistently.js";

/** Images that are made together: two batches of the decoder, so that the next one is there when a batch ends. */
const CHUNK = 16;

/** What making images needs of the server. */
export interface Workshop {
  /** The model to ask now: one that was loaded again is another object. */
  model(): ServedModel;
  /** Waits until the owner's quota has room for that many images. */
  pay(images: number): Promise<void>;
  /** The most that {@link pay} can ever give at once. */
  readonly payable: number;
  readonly signal: AbortSignal;
}

/** The image files of samples, in order. While one chunk is encoded and written, the next one is being decoded. */
export async function* makeImages(
  plan: JobPlan,
  samples: readonly Sample[],
  workshop: Workshop,
): AsyncGenerator<{ sample: Sample; file: Uint8Array }, void, void> {
  const size = Math.max(1, Math.min(CHUNK, workshop.payable));
  const chunk = (from: number) => {
    const made = makeChunk(plan, samples.slice(from, from + size), workshop);
    // Awaited in its turn; until then its failure is nobody's.
    made.catch(() => {});
    return made;
  };
  let next = chunk(0);
  for (let from = 0; from < samples.length; from += size) {
    const files = await next;
    if (from + size < samples.length) next = chunk(from + size);
    for (let i = 0; i < files.length; i++) yield { sample: samples[from + i]!, file: files[i]! };
  }
}

async function makeChunk(plan: JobPlan, samples: readonly Sample[], workshop: Workshop): Promise<Uint8Array[]> {
  if (samples.length === 0) return [];
  await workshop.pay(samples.length);
  const recipes = samples.map(({ label, s, index }) => ({ label, s, index, seed: plan.seed }));
  const { signal } = workshop;
  const images = await persistently(() => generate(workshop.model(), recipes, { signal, priority: "bulk" }), signal);
  return Promise.all(
    images.map(({ pixels, size }) => encodeImage(pixels, size, size, plan.imageFormat, { synthetic: true })),
  );
}
