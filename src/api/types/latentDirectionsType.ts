import { Field, ObjectType } from "type-graphql";
import { LatentScalar } from "../scalars/latentScalar.js";
import { LatentDirectionType } from "./latentDirectionType.js";

@ObjectType("LatentDirections", {
  description: "Where a class lies in the latent space, and what its faces differ in.",
})
export class LatentDirectionsType {
  @Field(() => String) class!: string;
  @Field(() => LatentScalar, { description: "The mean of the class's encodings." }) mean!: Float32Array;
  @Field(() => [LatentDirectionType], { description: "Those of the largest variance first." })
  directions!: readonly LatentDirectionType[];
}
