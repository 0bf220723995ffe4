import type { ServedModel } from "../models/servedModel.js";
import { latentOf } from "./latentOf.js";
import type { Recipe } from "./recipe.js";

/** An image that a recipe means, before it is decoded. */
export interface DrawnImage {
  readonly label: string;
  readonly index: number;
  readonly latent: Float32Array;
  /** Width and height. */
  readonly size: number;
  readonly recipe: Recipe;
  /** Of the bundle; with the recipe, it decides the image. */
  readonly digest: string;
}

/** The latents that recipes mean, in order. No network runs. */
export function draw(model: ServedModel, recipes: readonly Recipe[]): DrawnImage[] {
  return recipes.map((recipe) => ({
    ...{ label: recipe.label, index: recipe.index, recipe },
    latent: latentOf(model, recipe),
    size: model.manifest.imageSize,
    digest: model.digest,
  }));
}
