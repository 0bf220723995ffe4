import { FieldResolver, Resolver, Root } from "type-graphql";
import { JobShard } from "../types/jobs/jobShard.js";
import { JobType } from "../types/jobs/jobType.js";

@Resolver(() => JobType)
export class JobFilesResolver {
  @FieldResolver(() => [JobShard], { description: "Its finished files." })
  shards(@Root() { view }: JobType): JobShard[] {
    return view.shards.map((shard) => ({ ...shard, job: view.id }));
  }
}
