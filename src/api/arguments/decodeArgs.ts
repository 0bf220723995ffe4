import { ArgsType, Field, ID } from "type-graphql";
import { LatentScalar } from "../scalars/latentScalar.js";

@ArgsType()
export class DecodeArgs {
  @Field(() => [LatentScalar])
  latents!: Float32Array[];

  @Field(() => ID, { nullable: true })
  model?: string | null;
}
