import { Arg, Args, Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { latentDirections, MOST_DIRECTIONS } from "../../serving/models/latentDirections.js";
import { reportFiles } from "../../serving/models/reportFiles.js";
import { LatentDirectionsArgs } from "../arguments/latentDirectionsArgs.js";
import { checkInteger } from "../limits/checkInteger.js";
import type { OperationContext } from "../operationContext.js";
import { requireScope } from "../security/requireScope.js";
import { LatentDirectionsType } from "../types/latentDirectionsType.js";
import { ModelType } from "../types/modelType.js";
import { ReportFileType } from "../types/reportFileType.js";

const MEDIA_TYPES: Readonly<Record<string, string>> = {
  svg: "image/svg+xml",
  png: "image/png",
  webp: "image/webp",
  jpg: "image/jpeg",
};

/** Fields of a model that cost something, or take arguments. */
@Resolver(() => ModelType)
export class ModelResolver {
  @FieldResolver(() => LatentDirectionsType, {
    description:
      "The principal directions of a class's covariance, which augmentation draws from. Add them to a latent and decode it to see what they do.",
  })
  latentDirections(
    @Root() { id }: ModelType,
    @Args(() => LatentDirectionsArgs) args: LatentDirectionsArgs,
    @Ctx() { models, principal }: OperationContext,
  ): LatentDirectionsType {
    requireScope(principal, "augment");
    const model = models.get(id);
    const label = model.classNamed(args.class);
    const k = checkInteger("k", args.k ?? 8, 1, MOST_DIRECTIONS);
    const { mean } = model.statistics.get(label)!;
    return { class: label, mean, directions: latentDirections(model, label).slice(0, k) };
  }

  @FieldResolver(() => [ReportFileType], {
    description: "Pictures of the training report; with a name, only that one.",
  })
  report(
    @Root() { id }: ModelType,
    @Arg("name", () => String, { nullable: true }) name: string | null | undefined,
    @Ctx() { models }: OperationContext,
  ): ReportFileType[] {
    const model = models.get(id);
    return reportFiles(model).flatMap((file) => {
      const mediaType = MEDIA_TYPES[file.slice(file.lastIndexOf(".") + 1)];
      return mediaType === undefined || (name != null && name !== file) ? [] : [{ name: file, mediaType, model }];
    });
  }
}
