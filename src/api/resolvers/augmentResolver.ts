import type { GraphQLResolveInfo } from "graphql";
import { Args, Ctx, Info, Query, Resolver } from "type-graphql";
import { AugmentArgs } from "../arguments/augmentArgs.js";
import { augmentImage, readWish } from "../augmentImage.js";
import { modelImage } from "../faces/modelImage.js";
import { deadlineOf } from "../limits/deadlineOf.js";
import { countOf } from "../limits/imageCounts.js";
import type { OperationContext } from "../operationContext.js";
import { Access } from "../security/access.js";
import { selects } from "../selection/selects.js";
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
    @Ctx() context: OperationContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Augmentation> {
    const deadline = deadlineOf(context.deadline, args.deadlineMs);
    const model = context.models.get(args.model ?? undefined, "generate");
    const wish = readWish(model, args);
    const image = args.source && selects(info, "images") ? await modelImage(context, model, args.source) : undefined;
    return augmentImage(context, info, model, wish, image?.pixels, deadline);
  }
}
