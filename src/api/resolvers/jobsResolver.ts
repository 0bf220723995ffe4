import { Arg, Ctx, ID, Int, Mutation, Query, Resolver, Root, Subscription } from "type-graphql";
import type { Viewer } from "../../jobs/jobs.js";
import type { JobView } from "../../jobs/jobView.js";
import { ArgumentOutOfRangeError } from "../../serving/errors/argumentOutOfRangeError.js";
import { stoppable } from "../../serving/generation/stoppable.js";
import { describeJob } from "../jobs/describeJob.js";
import { fingerprintOf } from "../jobs/fingerprintOf.js";
import { planOf } from "../jobs/planOf.js";
import { checkInteger } from "../limits/checkInteger.js";
import type { OperationContext } from "../operationContext.js";
import { Access } from "../security/access.js";
import type { Principal } from "../security/principal.js";
import { AugmentationInput } from "../types/jobs/augmentationInput.js";
import { JobType } from "../types/jobs/jobType.js";

@Resolver()
export class JobsResolver {
  @Access({ scope: "jobs" })
  @Mutation(() => JobType, {
    description:
      "Starts bulk work: images of classes, in files to download. It goes on when the client is gone and after a restart of the server.",
  })
  async startAugmentation(
    @Arg("input", () => AugmentationInput) input: AugmentationInput,
    @Arg("idempotencyKey", () => String, {
      nullable: true,
      description:
        "1 to 200 characters of your choice: asked again with the same key and input, the same job is answered.",
    })
    key: string | null | undefined,
    @Ctx() { bulk, models, principal }: OperationContext,
  ): Promise<JobType> {
    if (key != null && (key.length < 1 || key.length > 200)) {
      throw new ArgumentOutOfRangeError("idempotencyKey", "1 to 200 characters long", `${key.length} characters`);
    }
    const plan = planOf(input, models.get(input.model ?? undefined), bulk.imagesPerJob);
    return describeJob(await bulk.jobs.start(principal, plan, key ?? undefined, fingerprintOf(input)));
  }

  @Access({ scope: "jobs" })
  @Query(() => JobType, { nullable: true, description: "One of your jobs; whoever may administer sees everybody's." })
  async job(@Arg("id", () => ID) id: string, @Ctx() { bulk, principal }: OperationContext): Promise<JobType> {
    return describeJob(await bulk.jobs.get(viewerOf(principal), id));
  }

  @Access({ scope: "jobs" })
  @Query(() => [JobType], { description: "Your jobs, the newest first; whoever may administer sees everybody's." })
  async jobs(
    @Arg("first", () => Int, { nullable: true, defaultValue: 20, description: "How many, 1 to 100." }) first:
      | number
      | null,
    @Arg("after", () => ID, { nullable: true, description: "A job's id: those older than it." })
    after: string | null | undefined,
    @Ctx() { bulk, principal }: OperationContext,
  ): Promise<JobType[]> {
    const count = checkInteger("first", first ?? 20, 1, 100);
    return (await bulk.jobs.list(viewerOf(principal), count, after ?? undefined)).map(describeJob);
  }

  @Access({ scope: "jobs" })
  @Mutation(() => JobType, { description: "Stops a job and removes its files." })
  async cancelJob(@Arg("id", () => ID) id: string, @Ctx() { bulk, principal }: OperationContext): Promise<JobType> {
    return describeJob(await bulk.jobs.cancel(viewerOf(principal), id));
  }

  @Access({ scope: "jobs" })
  @Mutation(() => JobType, { description: "Goes on with a job that failed; finished files are kept." })
  async resumeJob(@Arg("id", () => ID) id: string, @Ctx() { bulk, principal }: OperationContext): Promise<JobType> {
    return describeJob(await bulk.jobs.resume(viewerOf(principal), id));
  }

  @Access({ scope: "jobs" })
  @Mutation(() => Boolean, { description: "Removes a job and its files, whatever its state. Always true." })
  async deleteJob(@Arg("id", () => ID) id: string, @Ctx() { bulk, principal }: OperationContext): Promise<boolean> {
    await bulk.jobs.delete(viewerOf(principal), id);
    return true;
  }

  @Access({ scope: "jobs" })
  @Subscription(() => JobType, {
    subscribe: ({ args, context }) => {
      const { bulk, principal } = context as OperationContext;
      return stoppable((signal) => bulk.jobs.watch(viewerOf(principal), String(args.id), signal));
    },
    description: "The job now, then whenever it changes, at most five times a second, until it has ended.",
  })
  jobProgress(@Root() view: JobView, @Arg("id", () => ID) _id: string): JobType {
    return describeJob(view);
  }
}

function viewerOf({ id, scopes }: Principal): Viewer {
  return { id, seesAll: scopes.has("admin") };
}
