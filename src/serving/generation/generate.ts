import type { ServedModel } from "../models/servedModel.js";
import type { SubmitOptions } from "../scheduler/scheduler.js";
import { latentOf } from "./latentOf.js";
import type { Recipe } from "./recipe.js";

/** An image that the decoder made. */
export interface GeneratedImage {
  readonly label: string | undefined;
  readonly index: number;
  readonly latent: Float32Array;
  /** RGB, size x size x 3 bytes. */
  readonly pixels: Uint8Array;
  readonly size: number;
}

/** The images that recipes mean, in order. */
export async function generate(
  model: ServedModel,
  recipes: readonly Recipe[],
  options?: SubmitOptions,
): Promise<GeneratedImage[]> {
  const latents = recipes.map((recipe) => latentOf(model, recipe));
  const images = await Promise.all(model.decode(latents, options));
  return recipes.map(({ label, index }, i) => ({
    label,
    index,
    latent: latents[i]!,
    pixels: images[i]!,
    size: model.manifest.imageSize,
  }));
}
