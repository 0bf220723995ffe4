import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { foldersLayout } from "../archives/foldersLayout.js";
import type { ArchiveEntry } from "../archives/layout.js";
import { webDatasetLayout } from "../archives/webDatasetLayout.js";
import { writeArchive } from "../archives/writeArchive.js";
import type { JobPlan } from "../plan/jobPlan.js";
import type { Sample } from "../plan/samples.js";
import { type ShardPlan, samplesByShard } from "../plan/shards.js";
import type { Shard } from "../store/jobRecord.js";
import type { DiskBudget } from "./diskBudget.js";
import { makeImages, type Workshop } from "./makeImages.js";

/** A job at work. */
export interface JobRun {
  readonly plan: JobPlan;
  /** Where its files go. */
  readonly folder: string;
  /** Files that are there already. */
  readonly finished: ReadonlySet<number>;
  readonly workshop: Workshop;
  readonly disk: DiskBudget;
  /** An image is in the archive. */
  onImage(): void;
  /** A file is in its place. */
  onShard(shard: Shard): void;
}

/** Writes every file of a job that is not there yet, one after the other. */
export async function runJob(run: JobRun): Promise<void> {
  await mkdir(run.folder, { recursive: true });
  for (const { shard, samples } of samplesByShard(run.plan)) {
    if (run.finished.has(shard.number)) continue;
    run.workshop.signal.throwIfAborted();
    run.onShard(await writeShard(run, shard, samples));
  }
}

async function writeShard(run: JobRun, shard: ShardPlan, samples: readonly Sample[]): Promise<Shard> {
  const { plan, folder, disk, workshop } = run;
  let taken = 0;
  const take = (bytes: number) => {
    disk.take(bytes);
    taken += bytes;
  };
  try {
    const path = join(folder, shard.name);
    const written = await writeArchive(path, plan.archive, entries(run, shard, samples), take, workshop.signal);
    return { ...shard, ...written };
  } catch (error) {
    disk.giveBack(taken);
    throw error;
  }
}

async function* entries(run: JobRun, shard: ShardPlan, samples: readonly Sample[]): AsyncGenerator<ArchiveEntry> {
  const { plan, workshop } = run;
  const layout = plan.archive === "webdataset" ? webDatasetLayout : foldersLayout;
  yield* layout.preface(plan, shard, samples);
  for await (const { sample, file } of makeImages(plan, samples, workshop)) {
    yield* layout.entries(plan, sample, file);
    run.onImage();
  }
}
