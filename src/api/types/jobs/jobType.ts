import { GraphQLDateTimeISO, GraphQLSafeInt } from "graphql-scalars";
import { Field, Float, ID, Int, ObjectType } from "type-graphql";
import type { JobView } from "../../../jobs/jobView.js";
import { SeedScalar } from "../../scalars/seedScalar.js";
import { ImageFormat } from "../imageFormat.js";
import { ArchiveFormatType } from "./archiveFormatType.js";
import { JobClass } from "./jobClass.js";
import { JobFailure } from "./jobFailure.js";
import { JobProgress } from "./jobProgress.js";
import { JobStateType } from "./jobStateType.js";

@ObjectType("Job", { description: "Bulk work: images generated into files." })
export class JobType {
  @Field(() => ID) id!: string;
  @Field(() => JobStateType) state!: JobStateType;
  @Field(() => JobProgress) progress!: JobProgress;
  @Field(() => String, { description: "name@version of the bundle that it generates from." }) model!: string;
  @Field(() => String, { description: "SHA-256 of that bundle." }) modelDigest!: string;
  @Field(() => SeedScalar, { description: "With it, every image can be made again." }) seed!: number;
  @Field(() => ArchiveFormatType) archive!: ArchiveFormatType;
  @Field(() => ImageFormat) imageFormat!: ImageFormat;
  @Field(() => Int) imagesPerShard!: number;
  @Field(() => [JobClass], { description: "What it generates." }) classes!: JobClass[];
  @Field(() => GraphQLSafeInt, { description: "Bytes of the finished files." }) bytes!: number;
  @Field(() => String, {
    nullable: true,
    description:
      "When it has succeeded: SHA-256 of its checksums as text. The same plan and bundle give the same digest.",
  })
  digest!: string | undefined;
  @Field(() => String, { description: "The finished files as sha256sum writes and checks them." }) checksums!: string;
  @Field(() => JobFailure, { nullable: true }) error!: JobFailure | undefined;
  @Field(() => GraphQLDateTimeISO) createdAt!: Date;
  @Field(() => GraphQLDateTimeISO, { nullable: true }) startedAt!: Date | undefined;
  @Field(() => GraphQLDateTimeISO, { nullable: true }) finishedAt!: Date | undefined;
  @Field(() => GraphQLDateTimeISO, { nullable: true, description: "When its files are removed." })
  expiresAt!: Date | undefined;
  @Field(() => Float, { nullable: true, description: "Images per second, while it runs." })
  imagesPerSecond!: number | undefined;
  /** Not a field. */
  view!: JobView;
}
