import { Field, Float, Int, ObjectType } from "type-graphql";

@ObjectType({ description: "How far a job is." })
export class JobProgress {
  @Field(() => Int, { description: "Images that are made." }) images!: number;
  @Field(() => Int, { description: "Images in all." }) total!: number;
  @Field(() => Float, { description: "From 0 to 1." }) fraction!: number;
  @Field(() => Float, { nullable: true, description: "Seconds that are left at the present pace, while it runs." })
  secondsLeft!: number | undefined;
}
