import { Field, Float, InputType, Int } from "type-graphql";
import { ClassCountInput } from "./classCountInput.js";

@InputType({ description: "Fills classes up: generates of each what is missing to a target." })
export class BalanceInput {
  @Field(() => Int, { nullable: true, description: "Target: so many images of each class. Instead of ratio." })
  count?: number | null;

  @Field(() => Float, {
    nullable: true,
    description:
      "Target: this share of the largest class; 1, which it is when nothing is given, is equal to the largest.",
  })
  ratio?: number | null;

  @Field(() => [ClassCountInput], {
    nullable: true,
    description: "What there is, with 0 for classes left out. Without it, the counts of the model's training set.",
  })
  existing?: ClassCountInput[] | null;

  @Field(() => [String], { nullable: true, description: "The classes to fill up. Without it, all." })
  classes?: string[] | null;
}
