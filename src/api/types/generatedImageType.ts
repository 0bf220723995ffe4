import { Field, Int, ObjectType } from "type-graphql";
import type { Recipe } from "../../serving/generation/recipe.js";
import { LatentScalar } from "../scalars/latentScalar.js";

@ObjectType("GeneratedImage", {
  description: "An image that a decoder made. Its files are marked as synthetic (XMP DigitalSourceType).",
})
export class GeneratedImageType {
  @Field(() => String, { nullable: true, description: "The class it was generated for; none for a decoded latent." })
  label!: string | undefined;
  @Field(() => LatentScalar, { description: "The latent that was decoded." }) latent!: Float32Array;
  @Field(() => Int, { description: "Its place: the same seed, class, s and index give the same image." })
  index!: number;
  // What follows are no fields.
  /** RGB, size x size x 3 bytes; there when a field needs it. */
  pixels?: Uint8Array;
  size!: number;
  /** Of a generated image; none of a decoded latent. */
  recipe?: Recipe;
  digest?: string;
}
