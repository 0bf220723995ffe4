import { ArgsType, Field, ID } from "type-graphql";

@ArgsType()
export class FaceExpressionArgs {
  @Field(() => ID, { nullable: true, description: "Left out: the one that `classifyExpression` uses." })
  model?: string | null;

  @Field(() => String, { nullable: true, description: "Left out: the model's first." })
  classifier?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    defaultValue: false,
    description: "True answers for a face that is too small, blurred, turned away or uncertain as well.",
  })
  force?: boolean | null;
}
