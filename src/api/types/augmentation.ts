import { Field, Float, ObjectType } from "type-graphql";
import { SeedScalar } from "../scalars/seedScalar.js";
import { GeneratedImageType } from "./generatedImageType.js";

@ObjectType({ description: "New images of one class." })
export class Augmentation {
  @Field(() => String) class!: string;
  @Field(() => Float) s!: number;
  @Field(() => SeedScalar, { description: "Ask again with this seed for the same images." }) seed!: number;
  @Field(() => [GeneratedImageType]) images!: GeneratedImageType[];
}
