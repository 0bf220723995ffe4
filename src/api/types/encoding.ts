import { Field, ObjectType } from "type-graphql";
import { LatentScalar } from "../scalars/latentScalar.js";

@ObjectType({
  description: "Where the encoder places an image in the latent space: a normal distribution per dimension.",
})
export class Encoding {
  @Field(() => LatentScalar) mean!: Float32Array;
  @Field(() => LatentScalar, { description: "Natural logarithm of the variance." }) logVariance!: Float32Array;
}
