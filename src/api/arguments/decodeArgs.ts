import { ArgsType, Field, ID, Int } from "type-graphql";
import { LatentScalar } from "../scalars/latentScalar.js";
import { DEADLINE_MS } from "./deadlineMs.js";

@ArgsType()
export class DecodeArgs {
  @Field(() => [LatentScalar])
  latents!: Float32Array[];

  @Field(() => ID, { nullable: true })
  model?: string | null;

  @Field(() => Int, { nullable: true, description: DEADLINE_MS })
  deadlineMs?: number | null;
}
