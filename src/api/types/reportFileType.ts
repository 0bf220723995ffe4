import { Field, ObjectType } from "type-graphql";
import type { ServedModel } from "../../serving/models/servedModel.js";

@ObjectType("ReportFile", { description: "A picture of the training report: a curve, or a grid of images." })
export class ReportFileType {
  @Field(() => String, { description: "Of the file, such as loss-vae-gan.svg." }) name!: string;
  @Field(() => String, { description: "Such as image/svg+xml." }) mediaType!: string;
  /** Not a field. */
  model!: ServedModel;
}
