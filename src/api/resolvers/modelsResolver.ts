import { Arg, Ctx, ID, Query, Resolver } from "type-graphql";
import type { ServedModel } from "../../serving/models/servedModel.js";
import type { OperationContext } from "../operationContext.js";
import { Access } from "../security/access.js";
import { ModelType } from "../types/modelType.js";

@Resolver()
export class ModelsResolver {
  @Access({ scope: null })
  @Query(() => [ModelType], { description: "Every model that this server serves." })
  models(@Ctx() { models }: OperationContext): ModelType[] {
    return models.models.map(describe);
  }

  @Access({ scope: null })
  @Query(() => ModelType, { nullable: true, description: "One model; without an id, the default one." })
  model(
    @Arg("id", () => ID, { nullable: true }) id: string | null | undefined,
    @Ctx() { models }: OperationContext,
  ): ModelType {
    return describe(models.get(id ?? undefined));
  }
}

function describe({ id, manifest, runner, card, digest }: ServedModel): ModelType {
  const { name, version, labels, imageSize, latentSize, tailClasses, metrics } = manifest;
  return {
    ...{ id, name, version, labels, imageSize, latentSize, tailClasses, metrics, card, digest },
    classCounts: labels.map((label, i) => ({ label, count: manifest.classCounts[i]! })),
    classifiers: manifest.networks.classifiers.map((classifier) => classifier.id),
    ready: runner.notReady === undefined,
    ...(runner.device !== undefined && { device: runner.device }),
    ...(runner.notReady !== undefined && { notReady: runner.notReady }),
  };
}
