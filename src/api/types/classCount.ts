import { Field, Int, ObjectType } from "type-graphql";

@ObjectType({ description: "How many training images a class had." })
export class ClassCount {
  @Field(() => String) label!: string;
  @Field(() => Int) count!: number;
}
