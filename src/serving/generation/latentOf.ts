import { drawLatent } from "../../augmentation/drawLatent.js";
import { Random } from "../../tensor/random.js";
import { ModelCannotError } from "../errors/modelCannotError.js";
import type { ServedModel } from "../models/servedModel.js";
import type { Recipe } from "./recipe.js";

/**
 * z' = mean + sqrt(s) L r, r ~ N(0, I): the latent that a recipe means, of `latentSize` numbers (docs/method.md, augmentation).
 * The generator is addressed by class and index, so image i does not depend on which others are asked for.
 */
export function latentOf(model: Pick<ServedModel, "id" | "statistics" | "manifest">, recipe: Recipe): Float32Array {
  const statistics = model.statistics.get(recipe.label);
  const { covariance } = model.manifest;
  if (!statistics || !covariance) throw new ModelCannotError(model.id, "generate");
  const { factor, encodings, mean: classMean } = statistics;
  const random = new Random(recipe.seed, "augment", recipe.label, recipe.index);
  const size = classMean.length;
  // Drawn even when a source is given, so that r is the same with and without one.
  const drawn = random.integer(encodings.length / size);
  const mean = recipe.source ?? encodings.subarray(drawn * size, (drawn + 1) * size);
  return drawLatent({ mean, factor, s: recipe.s, random, form: covariance.form });
}
