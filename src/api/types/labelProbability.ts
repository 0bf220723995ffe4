import { Field, Float, ObjectType } from "type-graphql";

@ObjectType({ description: "One class and how probable the classifier finds it." })
export class LabelProbability {
  @Field(() => String) label!: string;
  @Field(() => Float, { description: "0 to 1; those of one image sum to 1." }) probability!: number;
}
