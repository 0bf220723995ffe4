import { Field, Float, InputType } from "type-graphql";

@InputType({
  description: "A rectangle in pixels of the upright image (after EXIF orientation), origin at the top left.",
})
export class BoxInput {
  @Field(() => Float) x!: number;
  @Field(() => Float) y!: number;
  @Field(() => Float) width!: number;
  @Field(() => Float) height!: number;
}
