import { GraphQLSafeInt } from "graphql-scalars";
import { Field, Int, ObjectType } from "type-graphql";

@ObjectType({ description: "A finished file of a job." })
export class JobShard {
  @Field(() => Int, { description: "From 0." }) number!: number;
  @Field(() => String) name!: string;
  @Field(() => Int) images!: number;
  @Field(() => GraphQLSafeInt) bytes!: number;
  @Field(() => String) sha256!: string;
  /** Not a field. */
  job!: string;
}
