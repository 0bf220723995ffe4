import { GraphQLSafeInt } from "graphql-scalars";
import { Field, Float, Int, ObjectType } from "type-graphql";
import { ClassCount } from "../classCount.js";

@ObjectType({ description: "What work would cost, measured on this server as it is now. An estimate, not a promise." })
export class Estimate {
  @Field(() => Int) images!: number;
  @Field(() => [ClassCount], { description: "Images per class, for an augmentation." }) classes!: ClassCount[];
  @Field(() => Float, { description: "Seconds from its start to its end." }) seconds!: number;
  @Field(() => Float, { description: "Seconds until a job would start: the jobs before it." }) waitSeconds!: number;
  @Field(() => GraphQLSafeInt, { description: "Bytes of the files; in base64, four thirds of that." }) bytes!: number;
}
