import { ArgsType, Field, Float, ID, Int } from "type-graphql";
import { SeedScalar } from "../scalars/seedScalar.js";

@ArgsType()
export class FaceAugmentArgs {
  @Field(() => String, { nullable: true, description: "Left out: the face's own expression, when the model has it." })
  class?: string | null;

  @Field(() => Float, { nullable: true, defaultValue: 0.5, description: "Scale of the class's covariance, 0 to 4." })
  s?: number | null;

  @Field(() => Int, { nullable: true, defaultValue: 1, description: "How many images, 1 to 64." })
  n?: number | null;

  @Field(() => SeedScalar, { nullable: true, description: "Left out: a random one, which the answer holds." })
  seed?: number | null;

  @Field(() => ID, { nullable: true, description: "Left out: the first that generates." })
  model?: string | null;
}
