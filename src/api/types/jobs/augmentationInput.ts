import { Field, Float, ID, InputType, Int } from "type-graphql";
import { SeedScalar } from "../../scalars/seedScalar.js";
import { ImageFormat } from "../imageFormat.js";
import { ArchiveFormatType } from "./archiveFormatType.js";
import { BalanceInput } from "./balanceInput.js";
import { ClassTargetInput } from "./classTargetInput.js";

@InputType({ description: "Bulk work: exactly one of classes and balance says how many images of which class." })
export class AugmentationInput {
  @Field(() => [ClassTargetInput], { nullable: true })
  classes?: ClassTargetInput[] | null;

  @Field(() => BalanceInput, { nullable: true })
  balance?: BalanceInput | null;

  @Field(() => Float, { nullable: true, defaultValue: 0.5, description: "Scale of the classes' covariance, 0 to 4." })
  s?: number | null;

  @Field(() => SeedScalar, { nullable: true, description: "Left out: a random one, which the job holds." })
  seed?: number | null;

  @Field(() => ArchiveFormatType, { nullable: true, defaultValue: ArchiveFormatType.WEBDATASET })
  archive?: ArchiveFormatType | null;

  @Field(() => ImageFormat, { nullable: true, defaultValue: ImageFormat.PNG })
  imageFormat?: ImageFormat | null;

  @Field(() => Int, {
    nullable: true,
    description: "Images of one file, 1 to 10,000. Without it 1,000 for WEBDATASET and 10,000 for TAR and ZIP.",
  })
  imagesPerShard?: number | null;

  @Field(() => ID, { nullable: true })
  model?: string | null;
}
