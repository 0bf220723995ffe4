import { createHash } from "node:crypto";
import type { LoadProgress } from "../dataset.js";
import { mapBounded } from "../mapBounded.js";
import type { PlannedFace } from "./planSplit.js";
import { planSynthetic } from "./planSynthetic.js";
import { type RenderedFaces, readRendered, writeRendered } from "./renderCache.js";
import { type FaceRecord, type RenderSettings, renderFace } from "./renderFace.js";
import { defaultExpressiveness, rendererVersion, type SyntheticOptions } from "./syntheticOptions.js";

export interface RenderOptions extends SyntheticOptions {
  readonly cacheDir?: string | undefined;
  readonly onProgress?: ((progress: LoadProgress) => void) | undefined;
}

/** Draws a whole synthetic set, or takes it from the cache. Splits follow each other in the order of the plan. */
export async function renderSynthetic(options: RenderOptions): Promise<RenderedFaces> {
  const { seed, size, count = 1500, balancedPerClass = 100, expressiveness = defaultExpressiveness } = options;
  const parameters = { rendererVersion, seed, size, count, balancedPerClass, expressiveness };
  return renderFaces(() => [...planSynthetic(options).values()].flat(), parameters, options);
}

/** Draws planned faces, or takes them from the cache, where `parameters` name them. */
export async function renderFaces(
  plan: () => readonly PlannedFace[],
  parameters: RenderSettings & Readonly<Record<string, string | number>>,
  options: Pick<RenderOptions, "cacheDir" | "onProgress">,
): Promise<RenderedFaces> {
  const key = createHash("sha256").update(JSON.stringify(parameters)).digest("hex");
  const cached = options.cacheDir === undefined ? undefined : await readRendered(options.cacheDir, key);
  if (cached) return cached;
  const faces = plan();
  const bytes = parameters.size * parameters.size * 3;
  const images = new Uint8Array(faces.length * bytes);
  const records = new Array<FaceRecord>(faces.length);
  let done = 0;
  await mapBounded(faces, async (face, i) => {
    const { pixels, record } = await renderFace(face, parameters);
    images.set(pixels, i * bytes);
    records[i] = record;
    options.onProgress?.({ stage: "render", done: ++done, total: faces.length });
  });
  const rendered = { images, records };
  if (options.cacheDir !== undefined) await writeRendered(options.cacheDir, key, rendered);
  return rendered;
}
