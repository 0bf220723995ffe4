import { randomUUID } from "node:crypto";
import type { JobsOptions } from "../jobsOptions.js";
import type { LiveProgress } from "../jobView.js";
import type { JobFolder } from "../store/jobFolder.js";
import type { JobRecord } from "../store/jobRecord.js";
import { DiskBudget } from "./diskBudget.js";
import { failureOf } from "./failureOf.js";
import { modelOfPlan } from "./modelOfPlan.js";
import { runJob } from "./runJob.js";
import { RunningJob } from "./runningJob.js";

/** Runs the jobs of an open folder, a few at a time. */
export class JobBench {
  readonly folder: JobFolder;
  readonly disk: DiskBudget;
  readonly #options: JobsOptions;
  readonly #tell: (id: string) => void;
  readonly #running = new Map<string, RunningJob>();
  /** When a job of each owner was taken last: whoever waited longest is next, so that one with many jobs does not keep others out. */
  readonly #lastTaken = new Map<string, number>();
  /** Jobs whose end could not be stored: taken up again at once, they would end the same way. */
  readonly #unstorable = new Set<string>();
  #taken = 0;
  #closing = false;

  /** @param tell is called after every change of a job. */
  constructor(folder: JobFolder, options: JobsOptions, tell: (id: string) => void) {
    this.folder = folder;
    this.disk = new DiskBudget(options.limits.diskBytes, folder.store.bytes());
    this.#options = options;
    this.#tell = tell;
  }

  progressOf(id: string): LiveProgress | undefined {
    return this.#running.get(id)?.progress;
  }

  /** Takes up as many of the jobs that wait as may run. */
  take(): void {
    while (!this.#closing && this.#running.size < this.#options.limits.concurrency) {
      const waiting = this.folder.store
        .inState("queued", "running")
        .filter(({ id }) => !this.#running.has(id) && !this.#unstorable.has(id));
      const last = ({ owner }: JobRecord) => this.#lastTaken.get(owner.id) ?? -1;
      const [next] = waiting.sort((a, b) => last(a) - last(b) || a.createdAt - b.createdAt);
      if (!next) return;
      this.#lastTaken.set(next.owner.id, this.#taken++);
      const running = new RunningJob();
      this.#running.set(next.id, running);
      running.ended = this.#run(next, running).finally(() => {
        this.#running.delete(next.id);
        this.#tell(next.id);
        this.take();
      });
    }
  }

  /** Ends a job, whatever its state, and removes its files. */
  async cancel(id: string): Promise<void> {
    const { store } = this.folder;
    const running = this.#running.get(id);
    const now = Date.now();
    // Before it stops, so that nobody takes it up again.
    store.setState(id, "cancelled", { finishedAt: now, expiresAt: now });
    running?.controller.abort();
    await running?.ended;
    this.disk.giveBack((store.get(id)?.shards ?? []).reduce((sum, { bytes }) => sum + bytes, 0));
    store.removeShards(id);
    this.folder.removeFilesOf(id);
    this.#tell(id);
  }

  /** Stops what runs without changing its state, and closes the folder. */
  async close(): Promise<void> {
    this.#closing = true;
    for (const { controller } of this.#running.values()) controller.abort();
    await Promise.all([...this.#running.values()].map(({ ended }) => ended));
    this.folder.close();
  }

  async #run(job: JobRecord, running: RunningJob): Promise<void> {
    const { store } = this.folder;
    const { signal } = running.controller;
    try {
      store.setState(job.id, "running", { startedAt: Date.now() });
      this.#tell(job.id);
      const missing = job.shards.filter((shard) => !this.folder.holds(job.id, shard));
      this.disk.giveBack(missing.reduce((sum, { bytes }) => sum + bytes, 0));
      const lost = missing.map(({ number }) => number);
      store.removeShards(job.id, lost);
      await this.#make(job, running, new Set(job.shards.map(({ number }) => number).filter((n) => !lost.includes(n))));
      signal.throwIfAborted();
      this.#end(job, "succeeded");
    } catch (error) {
      if (signal.aborted) return;
      this.#fail(job, error);
    }
  }

  #make(job: JobRecord, running: RunningJob, finished: ReadonlySet<number>): Promise<void> {
    const { models, pay } = this.#options;
    const { signal } = running.controller;
    return runJob({
      plan: job.plan,
      folder: this.folder.filesOf(job.id),
      finished,
      disk: this.disk,
      workshop: {
        model: () => modelOfPlan(models, job.plan),
        pay: (images) => pay(job.owner, images, signal),
        payable: job.owner.imagesPerMinute ?? Number.POSITIVE_INFINITY,
        signal,
      },
      onImage: () => {
        running.imageMade();
        this.#tell(job.id);
      },
      onShard: (shard) => {
        this.folder.store.addShard(job.id, shard);
        running.shardFinished();
        this.#tell(job.id);
      },
    });
  }

  #fail(job: JobRecord, error: unknown): void {
    const known = failureOf(error);
    const id = randomUUID();
    this.#options.log.error({ err: error, job: job.id, id }, "Job failed");
    const { code, message } = known ?? { code: "INTERNAL", message: `Internal error ${id}.` };
    try {
      this.#end(job, "failed", { code, message });
    } catch (unwritable) {
      // It stays what it was, and the next process takes it up.
      this.#unstorable.add(job.id);
      this.#options.log.error({ err: unwritable, job: job.id }, "A job's failure cannot be stored");
    }
  }

  #end(job: JobRecord, state: "succeeded" | "failed", error?: JobRecord["error"]): void {
    const now = Date.now();
    this.folder.store.setState(job.id, state, {
      finishedAt: now,
      expiresAt: now + this.#options.limits.keepMs,
      error,
    });
  }
}
