import { ArgsType, Field, ID, Int } from "type-graphql";
import { ImageInput } from "../types/imageInput.js";

@ArgsType()
export class FacesArgs {
  @Field(() => ImageInput, { description: "A photograph; it has no use for a faceBox." })
  image!: ImageInput;

  @Field(() => ID, { nullable: true, description: "The model that finds faces. Left out: the first that can." })
  finder?: string | null;

  @Field(() => Int, {
    nullable: true,
    defaultValue: 16,
    description: "At most so many, the most certain ones; 1 to 64.",
  })
  first?: number | null;
}
