import { Field, ObjectType } from "type-graphql";
import { Classification } from "./classification.js";
import { ImageFailure } from "./imageFailure.js";

@ObjectType({ description: "The answer for one image of a list: exactly one of classification and error." })
export class ClassificationResult {
  @Field(() => Classification, { nullable: true }) classification?: Classification;
  @Field(() => ImageFailure, { nullable: true }) error?: ImageFailure;
}
