import { ArgsType, Field, ID } from "type-graphql";
import { ImageInput } from "../types/imageInput.js";

@ArgsType()
export class ClassifyOneArgs {
  @Field(() => ImageInput)
  image!: ImageInput;

  @Field(() => ID, { nullable: true })
  model?: string | null;

  @Field(() => String, { nullable: true, description: "Left out: the model's first." })
  classifier?: string | null;
}
