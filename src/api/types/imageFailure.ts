import { Field, ObjectType } from "type-graphql";

@ObjectType({ description: "Why one image of a list has no answer." })
export class ImageFailure {
  @Field(() => String, { description: "A stable code, such as UNDECODABLE_IMAGE." }) code!: string;
  @Field(() => String) message!: string;
}
