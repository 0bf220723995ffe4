import { Field, InputType, Int } from "type-graphql";

@InputType({ description: "Images that there are of a class." })
export class ClassCountInput {
  @Field(() => String) class!: string;
  @Field(() => Int) count!: number;
}
