import { Arg, Ctx, ID, Mutation, Resolver } from "type-graphql";
import { STABLE } from "../../serving/models/modelRegistry.js";
import type { OperationContext } from "../operationContext.js";
import { Access } from "../security/access.js";
import { ModelType } from "../types/modelType.js";
import { describeModel } from "./modelsResolver.js";

const ADMIN = { scope: "admin" } as const;

/** What is served, changed while it is served. */
@Resolver()
export class AdminResolver {
  @Access(ADMIN)
  @Mutation(() => ModelType, {
    description:
      "Serves one more version from the server's folder of models, once it has answered in every batch size.",
  })
  async loadModel(
    @Arg("name", () => String) name: string,
    @Arg("version", () => String) version: string,
    @Ctx() { models }: OperationContext,
  ): Promise<ModelType> {
    return describeModel(await models.load(name, version), models);
  }

  @Access(ADMIN)
  @Mutation(() => ModelType, {
    description: "Serves a model no more. Operations that have it are still answered; then its memory is given back.",
  })
  async unloadModel(
    @Arg("id", () => ID, { description: "name@version." }) id: string,
    @Ctx() { models }: OperationContext,
  ): Promise<ModelType> {
    return describeModel(await models.unload(id), models);
  }

  @Access(ADMIN)
  @Mutation(() => ModelType, {
    description:
      "Makes an alias mean this version, which is loaded first when it is not. " +
      "`stable` is what a name without a version means.",
  })
  async promoteModel(
    @Arg("name", () => String) name: string,
    @Arg("version", () => String) version: string,
    @Arg("alias", () => String, { nullable: true, defaultValue: STABLE }) alias: string | null,
    @Ctx() { models }: OperationContext,
  ): Promise<ModelType> {
    return describeModel(await models.promote(name, version, alias ?? STABLE), models);
  }

  @Access(ADMIN)
  @Mutation(() => ModelType, { description: "Makes an alias mean what it meant before it was promoted last." })
  async rollbackModel(
    @Arg("name", () => String) name: string,
    @Arg("alias", () => String, { nullable: true, defaultValue: STABLE }) alias: string | null,
    @Ctx() { models }: OperationContext,
  ): Promise<ModelType> {
    return describeModel(await models.rollback(name, alias ?? STABLE), models);
  }
}
