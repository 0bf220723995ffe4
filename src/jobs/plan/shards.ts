import { type JobPlan, totalOf } from "./jobPlan.js";
import { type Sample, samplesOf } from "./samples.js";

/** One file of a job. */
export interface ShardPlan {
  /** From 0. */
  readonly number: number;
  readonly name: string;
  readonly images: number;
}

/** The files of a job, in order. */
export function shardsOf(plan: Pick<JobPlan, "classes" | "archive" | "imagesPerShard">): ShardPlan[] {
  const total = totalOf(plan);
  const extension = plan.archive === "zip" ? "zip" : "tar";
  return Array.from({ length: Math.ceil(total / plan.imagesPerShard) }, (_, number) => ({
    number,
    name: `${String(number).padStart(6, "0")}.${extension}`,
    images: Math.min(plan.imagesPerShard, total - number * plan.imagesPerShard),
  }));
}

/** Each shard with its images; shards that are skipped cost next to nothing. */
export function* samplesByShard(plan: JobPlan): Generator<{ shard: ShardPlan; samples: Sample[] }, void, void> {
  const all = samplesOf(plan);
  for (const shard of shardsOf(plan)) {
    const samples: Sample[] = [];
    for (let i = 0; i < shard.images; i++) {
      const next = all.next();
      if (next.done) return;
      samples.push(next.value);
    }
    yield { shard, samples };
  }
}
