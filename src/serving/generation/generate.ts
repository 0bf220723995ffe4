import type { ServedModel } from "../models/servedModel.js";
import type { SubmitOptions } from "../scheduler/scheduler.js";
import { type DrawnImage, draw } from "./draw.js";
import type { Recipe } from "./recipe.js";

/** An image that the decoder made. */
export interface GeneratedImage extends DrawnImage {
  /** RGB, size x size x 3 bytes. */
  readonly pixels: Uint8Array;
}

/** The images that recipes mean, in order. */
export async function generate(
  model: ServedModel,
  recipes: readonly Recipe[],
  options?: SubmitOptions,
): Promise<GeneratedImage[]> {
  const drawn = draw(model, recipes);
  const latents = drawn.map(({ latent }) => latent);
  const images = await Promise.all(model.decode(latents, options));
  return drawn.map((image, i) => ({ ...image, pixels: images[i]! }));
}
