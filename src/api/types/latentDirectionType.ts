import { Field, Float, ObjectType } from "type-graphql";
import { LatentScalar } from "../scalars/latentScalar.js";

@ObjectType("LatentDirection", { description: "One direction in which the faces of a class differ." })
export class LatentDirectionType {
  @Field(() => LatentScalar, { description: "Of length 1." }) direction!: Float32Array;
  @Field(() => Float, { description: "Of the class along this direction." }) standardDeviation!: number;
  @Field(() => Float, { description: "Of everything in which the class varies, 0 to 1." }) share!: number;
}
