import type { SemblanceError } from "../../errors/semblanceError.js";
import type { TensorData } from "../../tensor/hostTensor.js";
import { DeadlineExceededError } from "../errors/deadlineExceededError.js";
import { OverloadedError } from "../errors/overloadedError.js";
import { PoisonousInputError } from "../errors/poisonousInputError.js";
import { RequestCancelledError } from "../errors/requestCancelledError.js";
import type { NetworkEvent, ServingObserver } from "../events/servingEvent.js";
import type { Runner } from "../runner/runner.js";
import { BatchQueue, type Ticket } from "./batchQueue.js";
import { bucketFor } from "./buckets.js";
import { type Deadline, soonest } from "./deadline.js";
import type { Dispatcher, Lane } from "./dispatcher.js";
import { isolate } from "./isolate.js";
import { packRows, type RowSpec } from "./packRows.js";
import type { Priority } from "./priority.js";
import { Quarantine } from "./quarantine.js";
import { type Row, unpackRows } from "./unpackRows.js";
import { WaitingRow } from "./waitingRow.js";

/** What one scheduler feeds, and its limits. */
export interface SchedulerOptions {
  readonly runner: Runner;
  /** Shared by the schedulers of one runner. */
  readonly dispatcher: Dispatcher;
  readonly network: string;
  readonly input: string;
  readonly row: RowSpec;
  /** Batch sizes on a device, ascending. */
  readonly buckets: (device: string | undefined) => readonly number[];
  /** Rows that may wait. */
  readonly capacity: number;
  /** From submission to answer. */
  readonly deadlineMs: number;
  /** The model's id, for events. */
  readonly model?: string;
  readonly observe?: ServingObserver | undefined;
}

/** For whom rows are computed. */
export interface SubmitOptions {
  /** Aborts when nobody waits any more. */
  readonly signal?: AbortSignal | undefined;
  /** When the answer is of no use any more; the server's own deadline holds as well. */
  readonly deadline?: Deadline | undefined;
  readonly priority?: Priority | undefined;
}

/**
 * The queue of one network. Batches come from backlog: whatever queued while the runner was busy is the next batch, so an idle server
 * adds no delay and a busy one fills its batches by itself. There is no timer to tune.
 */
export class Scheduler implements Lane {
  readonly #options: SchedulerOptions;
  readonly #queue: BatchQueue<WaitingRow>;
  readonly #quarantine = new Quarantine();
  #millisecondsPerRow = 5;
  #unanswered = 0;

  constructor(options: SchedulerOptions) {
    this.#options = options;
    this.#queue = new BatchQueue(options.capacity);
    options.dispatcher.add(this);
  }

  get largest(): number {
    return Math.max(...this.#buckets);
  }

  /** Rows that wait, without those that run. */
  waiting(priority: Priority): number {
    return this.#queue.waiting(priority);
  }

  /** Rows that wait or run. */
  get unanswered(): number {
    return this.#unanswered;
  }

  oldestSince(priority: Priority): number | undefined {
    return this.#queue.oldest(priority)?.since;
  }

  /**
   * One promise per row, in order. All rows are accepted or, with {@link OverloadedError}, none. An abort, or the deadline, rejects the
   * rows that are unanswered; those still queued are never computed.
   * @throws OverloadedError
   */
  submit(data: readonly TensorData[], options: SubmitOptions = {}): Promise<Row>[] {
    const { network, dispatcher } = this.#options;
    const { signal, priority = "interactive" } = options;
    const waiting = data.map((row) => new WaitingRow(row, signal));
    const promises = waiting.map(({ promise }) => promise);
    const { at, ofMs } = soonest(options.deadline, this.#options.deadlineMs);
    const leftMs = at - performance.now();
    if (signal?.aborted) this.#abandon(waiting, new RequestCancelledError(), priority);
    else if (leftMs <= 0) this.#abandon(waiting, new DeadlineExceededError(ofMs), priority);
    const healthy = waiting.filter((row) => {
      if (row.settled || !this.#quarantine.holds(row.data)) return !row.settled;
      this.#abandon([row], new PoisonousInputError(network), priority);
      return false;
    });
    if (healthy.length === 0) return promises;
    const tickets = this.#queue.offer(healthy, priority);
    if (tickets === undefined) {
      this.#tell(priority, { kind: "unanswered", rows: healthy.length, reason: "OVERLOADED" });
      throw this.#overloaded(healthy.length);
    }
    this.#tell(priority, { kind: "queued", rows: healthy.length, waiting: this.#queue.length });

    const onAbort = () => this.#abandon(healthy, new RequestCancelledError(), priority, tickets);
    signal?.addEventListener("abort", onAbort, { once: true });
    const onDeadline = () => this.#abandon(healthy, new DeadlineExceededError(ofMs), priority, tickets);
    const timer = setTimeout(onDeadline, leftMs);
    this.#unanswered += healthy.length;
    void Promise.allSettled(promises).then(() => {
      this.#unanswered -= healthy.length;
      clearTimeout(timer);
      signal?.removeEventListener("abort", onAbort);
    });
    dispatcher.wake();
    return promises;
  }

  runNext(priority: Priority): { rows: number; end: Promise<void> } {
    const batch = this.#queue.take(this.largest, priority);
    // Rows of bulk work take places that would be padding.
    const free = bucketFor(batch.length, this.#buckets) - batch.length;
    if (priority === "interactive" && free > 0) batch.push(...this.#queue.take(free, "bulk"));
    const rows = batch.map(({ item }) => item);
    const run = (part: readonly WaitingRow[]) => this.#run(part, priority);
    const condemn = (row: WaitingRow) => this.#quarantine.condemn(row.data);
    return { rows: rows.length, end: run(rows).catch((error) => isolate(rows, error, run, condemn)) };
  }

  get #buckets(): readonly number[] {
    return this.#options.buckets(this.#options.runner.device);
  }

  async #run(batch: readonly WaitingRow[], priority: Priority): Promise<void> {
    const { runner, network, input, row } = this.#options;
    const rows = batch.length;
    const bucket = bucketFor(rows, this.#buckets);
    const started = performance.now();
    const waitedMs = batch.map(({ since }) => started - since);
    const from = { sentMs: started, submissions: batch.map(({ since, signal }) => ({ sinceMs: since, signal })) };
    this.#tell(priority, { kind: "batched", rows, bucket, waitedMs, waiting: this.#queue.length });
    try {
      const packed = packRows(
        batch.map(({ data }) => data),
        row,
        bucket,
      );
      const outputs = unpackRows(await runner.run(network, { [input]: packed }, { priority }), rows, bucket);
      const runMs = performance.now() - started;
      this.#tell(priority, { ...from, kind: "ran", rows, bucket, runMs });
      this.#millisecondsPerRow = 0.8 * this.#millisecondsPerRow + 0.2 * (runMs / rows);
      batch.forEach((one, index) => {
        one.answer(outputs[index]!);
      });
    } catch (error) {
      const failed = (error as Partial<SemblanceError>).code ?? "INTERNAL";
      this.#tell(priority, { ...from, kind: "ran", rows, bucket, runMs: performance.now() - started, failed });
      throw error;
    }
  }

  #abandon(rows: readonly WaitingRow[], error: SemblanceError, priority: Priority, tickets: readonly Ticket[] = []) {
    for (const ticket of tickets) this.#queue.cancel(ticket);
    const failed = rows.filter((row) => row.fail(error)).length;
    if (failed > 0) this.#tell(priority, { kind: "unanswered", rows: failed, reason: error.code });
  }

  #overloaded(asked: number): OverloadedError {
    const rowsToWaitFor = this.#queue.length + asked - this.#options.capacity;
    const wait = Math.ceil(Math.max(rowsToWaitFor, this.largest) * this.#millisecondsPerRow);
    return new OverloadedError(this.#queue.length, this.#options.capacity, Math.min(Math.max(wait, 50), 60_000));
  }

  #tell(priority: Priority, event: NetworkEvent): void {
    const { observe, model = "", network } = this.#options;
    observe?.({ ...event, model, network, priority });
  }
}
