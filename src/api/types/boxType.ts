import { Field, Float, ObjectType } from "type-graphql";

@ObjectType("Box", {
  description:
    "A rectangle in pixels of the upright image, origin at the top left; it may reach a little beyond the image.",
})
export class BoxType {
  @Field(() => Float) x!: number;
  @Field(() => Float) y!: number;
  @Field(() => Float) width!: number;
  @Field(() => Float) height!: number;
}
