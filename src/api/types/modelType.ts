import { GraphQLJSONObject } from "graphql-scalars";
import { Field, ID, Int, ObjectType } from "type-graphql";
import { AbilityEnum } from "./abilityEnum.js";
import { ClassCount } from "./classCount.js";

@ObjectType("Model", {
  description: "A model that this server serves: encoder, decoder, class statistics and classifiers.",
})
export class ModelType {
  @Field(() => ID, {
    description:
      "name@version. Wherever a model is asked for, name@alias will do, and the name alone, which means its alias `stable` or its newest version.",
  })
  id!: string;
  @Field(() => String) name!: string;
  @Field(() => String) version!: string;
  @Field(() => [String], { description: "The classes, in the order of the training data." }) labels!: string[];
  @Field(() => Int, { description: "Width and height, in pixels, of what it reads and generates." }) imageSize!: number;
  @Field(() => Int, { description: "Numbers of a latent; 0 for a model that has none." }) latentSize!: number;
  @Field(() => [AbilityEnum], { description: "What it can be asked for." }) abilities!: AbilityEnum[];
  @Field(() => [ClassCount], { description: "Training images; empty where they are not known." })
  classCounts!: ClassCount[];
  @Field(() => [String], { description: "The rare classes: what a stream generates when none are named." })
  tailClasses!: string[];
  @Field(() => [ID], { description: "The first is the default." }) classifiers!: string[];
  @Field(() => GraphQLJSONObject, { description: "As measured in training; docs/bundle.md has the fields." })
  metrics!: Record<string, unknown>;
  @Field(() => String, { description: "The model card, Markdown: data, results per class, limits, intended use." })
  card!: string;
  @Field(() => String, { nullable: true, description: "The provider that computes, such as cpu, webgpu or cuda." })
  device?: string;
  @Field(() => String, { description: "SHA-256 that names this model and everything in it." }) digest!: string;
  @Field(() => [String], { description: "What names this version beside its number, such as `stable`." })
  aliases!: string[];
  @Field(() => Boolean) ready!: boolean;
  @Field(() => String, { nullable: true, description: "Why it is not ready." }) notReady?: string;
}
