import { randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { Changes } from "./changes.js";
import { IdempotencyConflictError } from "./errors/idempotencyConflictError.js";
import { JobStateError } from "./errors/jobStateError.js";
import { JobsUnavailableError } from "./errors/jobsUnavailableError.js";
import { TooManyJobsError } from "./errors/tooManyJobsError.js";
import { UnknownJobError } from "./errors/unknownJobError.js";
import type { JobsOptions } from "./jobsOptions.js";
import { hasEnded, type JobView, viewOf } from "./jobView.js";
import type { JobPlan } from "./plan/jobPlan.js";
import { JobBench } from "./run/jobBench.js";
import { hasJobs, type JobFolder, openJobFolder } from "./store/jobFolder.js";
import type { JobState, Owner } from "./store/jobRecord.js";
import { removeExpired } from "./store/removeExpired.js";

/** Progress is told at most this often, in milliseconds. */
const TELL_MS = 200;
const SWEEP_MS = 60_000;

/** Who asks about jobs: the owner's id, or somebody who may see all. */
export interface Viewer {
  readonly id: string;
  readonly seesAll: boolean;
}

/** Bulk work: planned, kept in a store, run a few at a time, resumed after a restart. */
export class Jobs {
  readonly #options: JobsOptions;
  readonly #changes = new Changes();
  readonly #sweep: NodeJS.Timeout;
  #opened: Promise<JobBench> | undefined;
  #closed = false;

  constructor(options: JobsOptions) {
    this.#options = options;
    this.#sweep = setInterval(() => void this.#sweepNow(), SWEEP_MS).unref();
  }

  /** Takes up what an earlier process left, if it left anything. Says in the log why it cannot. */
  async resumeEarlier(): Promise<void> {
    if (!hasJobs(this.#options.folder)) return;
    await this.#bench().catch((error) => this.#options.log.error({ err: error }, "Jobs of earlier cannot be resumed"));
  }

  /**
   * @param key under which the owner may ask again without starting another job. @param fingerprint of what was asked.
   * @throws IdempotencyConflictError, TooManyJobsError, JobsUnavailableError
   */
  async start(owner: Owner, plan: JobPlan, key: string | undefined, fingerprint: string): Promise<JobView> {
    const bench = await this.#bench();
    const { store } = bench.folder;
    const known = key === undefined ? undefined : store.withKey(owner.id, key);
    if (known && key !== undefined) {
      if (known.fingerprint !== fingerprint) throw new IdempotencyConflictError(key, known.id);
      return this.#view(bench, known.id);
    }
    const { unfinishedPerOwner } = this.#options.limits;
    if (store.unfinishedOf(owner.id) >= unfinishedPerOwner) throw new TooManyJobsError(unfinishedPerOwner);
    const id = randomUUID();
    store.add({ id, owner, plan, key, fingerprint, createdAt: Date.now() });
    bench.take();
    return this.#view(bench, id);
  }

  /** @throws UnknownJobError */
  async get(viewer: Viewer, id: string): Promise<JobView> {
    const bench = await this.#existing(id);
    return this.#seen(bench, viewer, id);
  }

  /** The newest first. */
  async list(viewer: Viewer, first: number, after: string | undefined): Promise<JobView[]> {
    if (!this.#opened && !hasJobs(this.#options.folder)) return [];
    const bench = await this.#bench();
    const records = bench.folder.store.list(viewer.seesAll ? undefined : viewer.id, first, after);
    return records.map((record) => viewOf(record, bench.progressOf(record.id)));
  }

  /** The job now and whenever something happens to it, until it has ended; a slow reader misses what lies between. */
  async *watch(viewer: Viewer, id: string, signal: AbortSignal): AsyncGenerator<JobView, void, void> {
    const gone = new Promise<void>((resolve) => {
      signal.addEventListener("abort", () => resolve(), { once: true });
    });
    while (!signal.aborted) {
      const change = this.#changes.next(id);
      const view = await this.get(viewer, id);
      yield view;
      if (hasEnded(view)) return;
      await Promise.race([change, gone]);
      await pause(TELL_MS, undefined, { signal }).catch(() => {});
    }
  }

  /** Stops a job and removes its files; one that was cancelled already stays so. @throws UnknownJobError, JobStateError */
  async cancel(viewer: Viewer, id: string): Promise<JobView> {
    const bench = await this.#existing(id);
    const { state } = this.#seen(bench, viewer, id);
    if (state === "cancelled") return this.#view(bench, id);
    if (state === "succeeded" || state === "expired")
      throw new JobStateError("cancel", "queued, running or failed", state);
    await bench.cancel(id);
    return this.#view(bench, id);
  }

  /** Goes on with a job that failed; its finished files are kept. @throws UnknownJobError, JobStateError */
  async resume(viewer: Viewer, id: string): Promise<JobView> {
    const bench = await this.#existing(id);
    const { state } = this.#seen(bench, viewer, id);
    if (state !== "failed") throw new JobStateError("resume", "failed", state);
    bench.folder.store.setState(id, "queued");
    bench.take();
    return this.#view(bench, id);
  }

  /** Removes a job with its files, whatever its state. @throws UnknownJobError */
  async delete(viewer: Viewer, id: string): Promise<void> {
    const bench = await this.#existing(id);
    this.#seen(bench, viewer, id);
    await bench.cancel(id);
    bench.folder.store.remove(id);
    this.#changes.happened(id);
  }

  /** Where a finished file lies; undefined when there is none. Whoever asks was let through already. */
  async file(id: string, name: string): Promise<{ path: string; sha256: string } | undefined> {
    const bench = await this.#existing(id).catch(() => undefined);
    const shard = bench?.folder.store.get(id)?.shards.find((one) => one.name === name);
    if (!bench || !shard || !bench.folder.holds(id, shard)) return undefined;
    return { path: `${bench.folder.filesOf(id)}/${name}`, sha256: shard.sha256 };
  }

  /** How many jobs are in each state; nothing before this process has opened its store. */
  async counts(): Promise<ReadonlyMap<JobState, number>> {
    const bench = await this.#opened?.catch(() => undefined);
    return bench?.folder.store.counts() ?? new Map();
  }

  /** Images that are still to be made for all jobs. */
  async ahead(): Promise<number> {
    const bench = await this.#opened?.catch(() => undefined);
    const open = bench?.folder.store.inState("queued", "running") ?? [];
    return open.reduce((sum, record) => {
      const { total, images } = viewOf(record, bench?.progressOf(record.id));
      return sum + total - images;
    }, 0);
  }

  /** Stops what runs, to be resumed by the next process. */
  async close(): Promise<void> {
    this.#closed = true;
    clearInterval(this.#sweep);
    const bench = await this.#opened?.catch(() => undefined);
    await bench?.close();
  }

  async #bench(): Promise<JobBench> {
    if (this.#closed) throw new JobsUnavailableError("it is shutting down");
    this.#opened ??= this.#open();
    return this.#opened;
  }

  async #open(): Promise<JobBench> {
    try {
      const folder: JobFolder = await openJobFolder(this.#options.folder);
      removeExpired(folder, this.#options.limits.keepMs, Date.now());
      const bench = new JobBench(folder, this.#options, (id) => this.#changes.happened(id));
      bench.take();
      return bench;
    } catch (error) {
      // The reason may go away: the next one who asks tries again.
      this.#opened = undefined;
      this.#options.log.error({ err: error }, "The folder of jobs cannot be opened");
      throw error;
    }
  }

  async #existing(id: string): Promise<JobBench> {
    if (!this.#opened && !hasJobs(this.#options.folder)) throw new UnknownJobError(id);
    return this.#bench();
  }

  async #sweepNow(): Promise<void> {
    const bench = await this.#opened?.catch(() => undefined);
    if (!bench || this.#closed) return;
    for (const bytes of removeExpired(bench.folder, this.#options.limits.keepMs, Date.now()))
      bench.disk.giveBack(bytes);
  }

  #view(bench: JobBench, id: string): JobView {
    const record = bench.folder.store.get(id);
    if (!record) throw new UnknownJobError(id);
    return viewOf(record, bench.progressOf(id));
  }

  #seen(bench: JobBench, { id: viewer, seesAll }: Viewer, id: string): JobView {
    const view = this.#view(bench, id);
    if (!seesAll && view.owner.id !== viewer) throw new UnknownJobError(id);
    return view;
  }
}
