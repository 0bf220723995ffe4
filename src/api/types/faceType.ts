import { Field, Int, ObjectType } from "type-graphql";
import type { FoundFace } from "../../serving/faces/findFaces.js";
import type { Photograph } from "../faces/photograph.js";
import { AbstentionType } from "./abstentionType.js";
import { BoxType } from "./boxType.js";
import { FaceQualityType } from "./faceQualityType.js";
import { Point } from "./point.js";

@ObjectType("Face", { description: "A face of a photograph." })
export class FaceType {
  @Field(() => Int, { description: "Its place: the most certain face is 0." }) index!: number;
  @Field(() => BoxType) box!: BoxType;
  @Field(() => [Point], {
    description:
      "68 points for face-api: jaw (17), brows (10), nose (9), eyes (12), mouth (20), as in the iBUG 300-W set.",
  })
  landmarks!: Point[];
  @Field(() => FaceQualityType) quality!: FaceQualityType;
  @Field(() => AbstentionType, { nullable: true, description: "Null for a face that is good enough to be judged." })
  abstention!: AbstentionType | undefined;
  // What follows are no fields.
  photograph!: Photograph;
  found!: FoundFace;
}
