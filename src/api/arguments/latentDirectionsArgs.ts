import { ArgsType, Field, Int } from "type-graphql";

@ArgsType()
export class LatentDirectionsArgs {
  @Field(() => String, { description: "One of the model's labels." })
  class!: string;

  @Field(() => Int, { nullable: true, defaultValue: 8, description: "How many directions, 1 to 64." })
  k?: number | null;
}
