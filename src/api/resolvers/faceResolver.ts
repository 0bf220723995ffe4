import type { GraphQLResolveInfo } from "graphql";
import { Arg, Args, Ctx, FieldResolver, ID, Info, Resolver, Root } from "type-graphql";
import { FaceAugmentArgs } from "../arguments/faceAugmentArgs.js";
import { FaceExpressionArgs } from "../arguments/faceExpressionArgs.js";
import { augmentImage, readWish } from "../augmentImage.js";
import { classifyPixels } from "../classify.js";
import { FaceNotUsableError } from "../errors/faceNotUsableError.js";
import { faceCrop } from "../faces/faceCrop.js";
import { spendImages } from "../limits/spendImages.js";
import type { OperationContext } from "../operationContext.js";
import { requireScope } from "../security/requireScope.js";
import { Augmentation } from "../types/augmentation.js";
import { Classification } from "../types/classification.js";
import { Encoding } from "../types/encoding.js";
import { FaceType } from "../types/faceType.js";

@Resolver(() => FaceType)
export class FaceResolver {
  @FieldResolver(() => Classification, {
    nullable: true,
    description: "The visible expression; null for a face that is not good enough, whose `abstention` says why.",
  })
  async expression(
    @Root() face: FaceType,
    @Args(() => FaceExpressionArgs) { model: id, classifier, force }: FaceExpressionArgs,
    @Ctx() context: OperationContext,
  ): Promise<Classification | undefined> {
    const model = context.models.get(id ?? undefined, "classify");
    const name = model.classifierNamed(classifier ?? undefined);
    if (face.abstention && !force) return undefined;
    return classifyPixels(context, model, name, faceCrop(face.photograph, face.found, model), context.deadline);
  }

  @FieldResolver(() => Encoding, { description: "Where an encoder places the face, aligned as the model expects." })
  async encoding(
    @Root() { photograph, found }: FaceType,
    @Arg("model", () => ID, { nullable: true }) id: string | null | undefined,
    @Ctx() { models, loaders, principal, deadline }: OperationContext,
  ): Promise<Encoding> {
    requireScope(principal, "encode");
    const model = models.get(id ?? undefined, "encode");
    return loaders.encode.load({ model, pixels: faceCrop(photograph, found, model), deadline });
  }

  @FieldResolver(() => Augmentation, { description: "New images that vary this face, as `augment` does a source." })
  async augment(
    @Root() face: FaceType,
    @Args(() => FaceAugmentArgs) args: FaceAugmentArgs,
    @Ctx() context: OperationContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Augmentation> {
    requireScope(context.principal, "augment");
    const model = context.models.get(args.model ?? undefined, "generate");
    spendImages(context, args.n ?? 1);
    const label = args.class ?? (await this.#ownExpression(face, context));
    const pixels = faceCrop(face.photograph, face.found, model);
    const wish = readWish(model, { ...args, class: label });
    return augmentImage(context, info, model, wish, pixels, context.deadline);
  }

  async #ownExpression(face: FaceType, context: OperationContext): Promise<string> {
    if (face.abstention) throw new FaceNotUsableError(face.abstention);
    const model = context.models.get(undefined, "classify");
    const pixels = faceCrop(face.photograph, face.found, model);
    return (await classifyPixels(context, model, model.classifierNamed(undefined), pixels, context.deadline)).label;
  }
}
