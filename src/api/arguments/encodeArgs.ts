import { ArgsType, Field, ID, Int } from "type-graphql";
import { ImageInput } from "../types/imageInput.js";
import { DEADLINE_MS } from "./deadlineMs.js";

@ArgsType()
export class EncodeArgs {
  @Field(() => [ImageInput])
  images!: ImageInput[];

  @Field(() => ID, { nullable: true })
  model?: string | null;

  @Field(() => Int, { nullable: true, description: DEADLINE_MS })
  deadlineMs?: number | null;
}
