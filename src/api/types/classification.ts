import { Field, Float, ID, ObjectType } from "type-graphql";
import { BoxType } from "./boxType.js";
import { LabelProbability } from "./labelProbability.js";

@ObjectType({ description: "What a classifier says about the visible expression of a face." })
export class Classification {
  @Field(() => String, { description: "The most probable class." }) label!: string;
  @Field(() => Float, { description: "The probability of that class." }) probability!: number;
  @Field(() => [LabelProbability], { description: "Every class, the most probable first." })
  probabilities!: LabelProbability[];
  @Field(() => ID) model!: string;
  @Field(() => String, { description: "The id of the classifier that answered." }) classifier!: string;
  @Field(() => BoxType, {
    nullable: true,
    description: "The face that was looked for and found; null where none was looked for.",
  })
  faceBox?: BoxType;
  @Field(() => String, { description: "How the answer may be understood." }) notice!: string;
}
