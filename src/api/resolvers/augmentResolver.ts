import type { GraphQLResolveInfo } from "graphql";
import { Args, Ctx, Info, Query, Resolver } from "type-graphql";
import { draw } from "../../serving/generation/draw.js";
import { generate } from "../../serving/generation/generate.js";
import { randomSeed } from "../../serving/generation/randomSeed.js";
import { AugmentArgs } from "../arguments/augmentArgs.js";
import { checkInteger } from "../limits/checkInteger.js";
import { checkScale } from "../limits/checkScale.js";
import { deadlineOf } from "../limits/deadlineOf.js";
import { countOf } from "../limits/imageCounts.js";
import { LIMITS } from "../limits/limits.js";
import type { OperationContext } from "../operationContext.js";
import { Access } from "../security/access.js";
import { selects } from "../selection/selects.js";
import { selectsPixels } from "../selection/selectsPixels.js";
import { Augmentation } from "../types/augmentation.js";

@Resolver()
export class AugmentResolver {
  @Access({ scope: "augment", images: countOf("n") })
  @Query(() => Augmentation, {
    nullable: true,
    description:
      "New images of a class: the encoding of a source image moved along the class's covariance, and decoded. " +
      "Without a source, each image starts from a training image of the class.",
  })
  async augment(
    @Args(() => AugmentArgs) args: AugmentArgs,
    @Ctx() { models, loaders, signal, deadline: operation }: OperationContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Augmentation> {
    const deadline = deadlineOf(operation, args.deadlineMs);
    const model = models.get(args.model ?? undefined);
    const label = model.classNamed(args.class);
    const s = checkScale(args.s ?? 1);
    const n = checkInteger("n", args.n ?? 1, 1, LIMITS.imagesPerField);
    const seed = args.seed ?? randomSeed();
    if (!selects(info, "images")) return { class: label, s, seed, images: [] };
    const pixels = args.source && (await loaders.pixels.load({ image: args.source, size: model.manifest.imageSize }));
    const source = pixels && (await model.encodeSource(pixels.data, { signal, deadline }));
    const recipes = Array.from({ length: n }, (_, index) => ({ label, s, seed, index, ...(source && { source }) }));
    const images = selectsPixels(info) ? await generate(model, recipes, { signal, deadline }) : draw(model, recipes);
    return { class: label, s, seed, images };
  }
}
