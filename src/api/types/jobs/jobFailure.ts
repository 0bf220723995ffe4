import { Field, ObjectType } from "type-graphql";

@ObjectType({ description: "Why a job failed." })
export class JobFailure {
  @Field(() => String, { description: "A stable code, such as JOB_STORAGE." }) code!: string;
  @Field(() => String) message!: string;
}
