import { ArgsType, Field, Float, ID, Int } from "type-graphql";
import { LIMITS } from "../limits/limits.js";
import { CursorScalar } from "../scalars/cursorScalar.js";
import { SeedScalar } from "../scalars/seedScalar.js";

@ArgsType()
export class StreamArgs {
  @Field(() => [String], { nullable: true, description: "Left out: the model's tail classes." })
  classes?: string[] | null;

  @Field(() => Float, { nullable: true, defaultValue: 0.5, description: "Scale of the class's covariance, 0 to 4." })
  s?: number | null;

  @Field(() => Int, { nullable: true, defaultValue: 8, description: "1 to 64." })
  batchSize?: number | null;

  @Field(() => Int, {
    nullable: true,
    defaultValue: LIMITS.streamImages,
    description: "Images, 1 to 100000, counted from the stream's beginning also when it is resumed.",
  })
  total?: number | null;

  @Field(() => SeedScalar, { nullable: true, description: "Left out: a random one, which the cursors hold." })
  seed?: number | null;

  @Field(() => CursorScalar, { nullable: true, description: "Continues behind the batch with this cursor." })
  after?: string | null;

  @Field(() => ID, { nullable: true })
  model?: string | null;
}
