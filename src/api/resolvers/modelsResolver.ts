import { Arg, Ctx, ID, Query, Resolver } from "type-graphql";
import { abilitiesOf } from "../../serving/models/abilities.js";
import type { ModelRegistry } from "../../serving/models/modelRegistry.js";
import type { ServedModel } from "../../serving/models/servedModel.js";
import type { OperationContext } from "../operationContext.js";
import { Access } from "../security/access.js";
import { nameOf } from "../types/abilityEnum.js";
import { ModelType } from "../types/modelType.js";

@Resolver()
export class ModelsResolver {
  @Access({ scope: null })
  @Query(() => [ModelType], { description: "Every model that this server serves." })
  models(@Ctx() { models }: OperationContext): ModelType[] {
    return models.models.map((model) => describeModel(model, models));
  }

  @Access({ scope: null })
  @Query(() => ModelType, { nullable: true, description: "One model; without an id, the default one." })
  model(
    @Arg("id", () => ID, { nullable: true }) id: string | null | undefined,
    @Ctx() { models }: OperationContext,
  ): ModelType {
    return describeModel(models.get(id ?? undefined), models);
  }
}

/** What clients may know of a model. */
export function describeModel(served: ServedModel, models: Pick<ModelRegistry, "aliasesOf">): ModelType {
  const { id, manifest, runner, card, digest } = served;
  const { name, version, labels, imageSize, latentSize, tailClasses, metrics } = manifest;
  return {
    ...{ id, name, version, labels, imageSize, latentSize, tailClasses, metrics, card, digest },
    // What somebody else trained may come without its counts.
    classCounts: manifest.classCounts.map((count, i) => ({ label: labels[i]!, count })),
    abilities: [...abilitiesOf(manifest)].map(nameOf),
    classifiers: manifest.networks.classifiers.map((classifier) => classifier.id),
    aliases: models.aliasesOf(served),
    ready: runner.notReady === undefined,
    ...(runner.device !== undefined && { device: runner.device }),
    ...(runner.notReady !== undefined && { notReady: runner.notReady }),
  };
}
