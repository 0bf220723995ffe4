import { Arg, Ctx, FieldResolver, Int, Resolver, Root } from "type-graphql";
import type { OperationContext } from "../operationContext.js";
import { JobShard } from "../types/jobs/jobShard.js";

@Resolver(() => JobShard)
export class JobShardResolver {
  @FieldResolver(() => String, {
    description: "Where to download it until the link expires; no key is needed. Ranges are answered.",
  })
  url(
    @Root() { job, name }: JobShard,
    @Arg("expiresIn", () => Int, { nullable: true, defaultValue: 86_400, description: "Seconds, 1 to 604,800." })
    expiresIn: number | null,
    @Ctx() { bulk }: OperationContext,
  ): string {
    return bulk.links.file(job, name, expiresIn ?? 86_400);
  }
}
