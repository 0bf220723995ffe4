import type { GraphQLResolveInfo } from "graphql";
import { draw } from "../serving/generation/draw.js";
import { generate } from "../serving/generation/generate.js";
import { randomSeed } from "../serving/generation/randomSeed.js";
import type { ServedModel } from "../serving/models/servedModel.js";
import type { Deadline } from "../serving/scheduler/deadline.js";
import { checkInteger } from "./limits/checkInteger.js";
import { checkScale } from "./limits/checkScale.js";
import { LIMITS } from "./limits/limits.js";
import type { Pixels } from "./loaders/pixelsLoader.js";
import type { OperationContext } from "./operationContext.js";
import { selects } from "./selection/selects.js";
import { selectsPixels } from "./selection/selectsPixels.js";
import type { Augmentation } from "./types/augmentation.js";

/** What a client asks for; left out or null, the documented default. */
interface Wish {
  readonly class: string;
  readonly s?: number | null;
  readonly n?: number | null;
  readonly seed?: number | null;
}

/** A wish that was checked. */
export interface CheckedWish {
  readonly label: string;
  readonly s: number;
  readonly n: number;
  readonly seed: number;
}

/** Checks a wish before an image is read for it. @throws UnknownClassError, ArgumentOutOfRangeError */
export function readWish(model: ServedModel, wish: Wish): CheckedWish {
  return {
    label: model.classNamed(wish.class),
    s: checkScale(wish.s ?? 1),
    n: checkInteger("n", wish.n ?? 1, 1, LIMITS.imagesPerField),
    seed: wish.seed ?? randomSeed(),
  };
}

/** New images of a class, from a source where one is given. Computes only what the field's selection needs. */
export async function augmentImage(
  { signal }: Pick<OperationContext, "signal">,
  info: GraphQLResolveInfo,
  model: ServedModel,
  { label, s, n, seed }: CheckedWish,
  pixels: Pixels | undefined,
  deadline: Deadline | undefined,
): Promise<Augmentation> {
  if (!selects(info, "images")) return { class: label, s, seed, images: [] };
  const source = pixels && (await model.encodeSource(pixels.data, { signal, deadline }));
  const recipes = Array.from({ length: n }, (_, index) => ({ label, s, seed, index, ...(source && { source }) }));
  const images = selectsPixels(info) ? await generate(model, recipes, { signal, deadline }) : draw(model, recipes);
  return { class: label, s, seed, images };
}
