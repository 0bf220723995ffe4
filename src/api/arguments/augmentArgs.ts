import { ArgsType, Field, Float, ID, Int } from "type-graphql";
import { SeedScalar } from "../scalars/seedScalar.js";
import { ImageInput } from "../types/imageInput.js";
import { DEADLINE_MS } from "./deadlineMs.js";

@ArgsType()
export class AugmentArgs {
  @Field(() => String, { description: "One of the model's labels." })
  class!: string;

  @Field(() => Float, { nullable: true, defaultValue: 0.5, description: "Scale of the class's covariance, 0 to 4." })
  s?: number | null;

  @Field(() => Int, { nullable: true, defaultValue: 1, description: "How many images, 1 to 64." })
  n?: number | null;

  @Field(() => SeedScalar, { nullable: true, description: "Left out: a random one, which the answer holds." })
  seed?: number | null;

  @Field(() => ImageInput, { nullable: true, description: "An image to vary, of this class." })
  source?: ImageInput | null;

  @Field(() => ID, { nullable: true })
  model?: string | null;

  @Field(() => Int, { nullable: true, description: DEADLINE_MS })
  deadlineMs?: number | null;
}
