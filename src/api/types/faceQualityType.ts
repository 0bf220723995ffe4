import { Field, Float, ObjectType } from "type-graphql";

@ObjectType("FaceQuality", { description: "What decides whether a face can be judged; docs/faces.md has the scales." })
export class FaceQualityType {
  @Field(() => Float, { description: "The detector's certainty that it is a face, 0 to 1." }) score!: number;
  @Field(() => Float, { description: "Shorter side of the face's box in pixels of the image as it was sent." })
  size!: number;
  @Field(() => Float, { description: "0 for an even grey; sharp faces have 0.05 and more." }) sharpness!: number;
  @Field(() => Float, { description: "Degrees that the head is turned to the image's right, about." }) yaw!: number;
  @Field(() => Float, { description: "Degrees that the head is tilted, clockwise in the image." }) roll!: number;
}
