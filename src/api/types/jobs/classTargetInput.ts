import { Field, Float, InputType, Int } from "type-graphql";

@InputType({ description: "Images to generate of one class." })
export class ClassTargetInput {
  @Field(() => String, { description: "One of the model's labels." }) class!: string;
  @Field(() => Int, { description: "How many." }) count!: number;
  @Field(() => Float, { nullable: true, description: "Scale of this class's covariance, 0 to 4." }) s?: number | null;
}
