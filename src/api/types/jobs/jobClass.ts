import { Field, Float, Int, ObjectType } from "type-graphql";

@ObjectType({ description: "Images of one class that a job generates: those of index 0 to count - 1." })
export class JobClass {
  @Field(() => String) label!: string;
  @Field(() => Int) count!: number;
  @Field(() => Float) s!: number;
}
