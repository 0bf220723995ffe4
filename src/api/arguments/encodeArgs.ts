import { ArgsType, Field, ID } from "type-graphql";
import { ImageInput } from "../types/imageInput.js";

@ArgsType()
export class EncodeArgs {
  @Field(() => [ImageInput])
  images!: ImageInput[];

  @Field(() => ID, { nullable: true })
  model?: string | null;
}
