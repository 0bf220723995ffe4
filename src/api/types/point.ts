import { Field, Float, ObjectType } from "type-graphql";

@ObjectType({ description: "A place in pixels of the upright image, from its top left." })
export class Point {
  @Field(() => Float) x!: number;
  @Field(() => Float) y!: number;
}
