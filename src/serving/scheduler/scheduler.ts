import type { SemblanceError } from "../../errors/semblanceError.js";
import type { TensorData } from "../../tensor/hostTensor.js";
import { DeadlineExceededError } from "../errors/deadlineExceededError.js";
import { OverloadedError } from "../errors/overloadedError.js";
import { RequestCancelledError } from "../errors/requestCancelledError.js";
import type { ServingObserver } from "../events/servingEvent.js";
import type { Runner } from "../runner/runner.js";
import { BatchQueue } from "./batchQueue.js";
import { bucketFor } from "./buckets.js";
import { packRows, type RowSpec } from "./packRows.js";
import { type Row, unpackRows } from "./unpackRows.js";

/** What one scheduler feeds, and its limits. */
export interface SchedulerOptions {
  readonly runner: Runner;
  readonly network: string;
  readonly input: string;
  readonly row: RowSpec;
  readonly buckets: readonly number[];
  /** Rows that may wait. */
  readonly capacity: number;
  /** From submission to answer. */
  readonly deadlineMs: number;
  /** The model's id, for events. */
  readonly model?: string;
  readonly observe?: ServingObserver | undefined;
}

interface Waiting {
  readonly row: TensorData;
  readonly since: number;
  readonly answer: (row: Row) => void;
  readonly fail: (error: unknown) => void;
}

/**
 * Batches from backlog: whatever queued while the runner was busy is the next batch, so an idle server adds no delay and a busy
 * one fills its batches by itself. There is no timer to tune.
 */
export class Scheduler {
  readonly #options: SchedulerOptions;
  readonly #queue: BatchQueue<Waiting>;
  readonly #largest: number;
  #busy = false;
  #millisecondsPerRow = 5;

  constructor(options: SchedulerOptions) {
    this.#options = options;
    this.#queue = new BatchQueue(options.capacity);
    this.#largest = Math.max(...options.buckets);
  }

  /** Rows that wait, without those that run. */
  get waiting(): number {
    return this.#queue.length;
  }

  /**
   * One promise per row, in order. All rows are accepted or, with {@link OverloadedError}, none. An abort, or the deadline, rejects the
   * rows that are unanswered; those still queued are never computed.
   * @throws OverloadedError
   */
  submit(rows: readonly TensorData[], signal?: AbortSignal): Promise<Row>[] {
    const { network, model = "", observe } = this.#options;
    const about = { model, network, rows: rows.length, priority: "interactive" } as const;
    if (signal?.aborted) return rows.map(() => Promise.reject(new RequestCancelledError()));
    const fails: ((error: unknown) => void)[] = [];
    const promises: Promise<Row>[] = [];
    const items = rows.map((row): Waiting => {
      const { promise, resolve, reject } = promiseParts<Row>();
      promises.push(promise);
      fails.push(reject);
      return { row, since: performance.now(), answer: resolve, fail: reject };
    });
    const tickets = this.#queue.offer(items);
    if (tickets === undefined) {
      observe?.({ ...about, kind: "unanswered", reason: "OVERLOADED" });
      throw this.#overloaded(rows.length);
    }
    observe?.({ ...about, kind: "queued", waiting: this.#queue.length });

    const abandon = (error: SemblanceError) => {
      for (const ticket of tickets) this.#queue.cancel(ticket);
      observe?.({ ...about, kind: "unanswered", reason: error.code });
      for (const fail of fails) fail(error);
    };
    const onAbort = () => abandon(new RequestCancelledError());
    signal?.addEventListener("abort", onAbort, { once: true });
    const { deadlineMs } = this.#options;
    const timer = setTimeout(() => abandon(new DeadlineExceededError(deadlineMs)), deadlineMs);
    void Promise.allSettled(promises).then(() => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", onAbort);
    });
    void this.#pump();
    return promises;
  }

  #overloaded(asked: number): OverloadedError {
    const rowsToWaitFor = this.#queue.length + asked - this.#options.capacity;
    const wait = Math.ceil(Math.max(rowsToWaitFor, this.#largest) * this.#millisecondsPerRow);
    return new OverloadedError(this.#queue.length, this.#options.capacity, Math.min(Math.max(wait, 50), 60_000));
  }

  async #pump(): Promise<void> {
    if (this.#busy) return;
    this.#busy = true;
    // What was submitted in the same turn of the event loop belongs in the same batch; this waits for no clock.
    await new Promise((resolve) => setImmediate(resolve));
    while (this.#queue.length > 0) await this.#runBatch(this.#queue.take(this.#largest).map(({ item }) => item));
    this.#busy = false;
  }

  async #runBatch(batch: readonly Waiting[]): Promise<void> {
    const { runner, network, input, row, buckets, model = "", observe } = this.#options;
    const bucket = bucketFor(batch.length, buckets);
    const started = performance.now();
    const about = { model, network, rows: batch.length, bucket, priority: "interactive" } as const;
    const waitedMs = batch.map(({ since }) => started - since);
    observe?.({ ...about, kind: "batched", waitedMs, waiting: this.#queue.length });
    try {
      const packed = packRows(
        batch.map((item) => item.row),
        row,
        bucket,
      );
      const outputs = unpackRows(await runner.run(network, { [input]: packed }), batch.length, bucket);
      batch.forEach((item, index) => {
        item.answer(outputs[index]!);
      });
      observe?.({ ...about, kind: "ran", runMs: performance.now() - started });
      const perRow = (performance.now() - started) / batch.length;
      this.#millisecondsPerRow = 0.8 * this.#millisecondsPerRow + 0.2 * perRow;
    } catch (error) {
      const failed = (error as Partial<SemblanceError>).code ?? "INTERNAL";
      observe?.({ ...about, kind: "ran", runMs: performance.now() - started, failed });
      for (const item of batch) item.fail(error);
    }
  }
}

function promiseParts<T>() {
  let resolve!: (value: T) => void;
  let reject!: (error: unknown) => void;
  const promise = new Promise<T>((onResolve, onReject) => {
    resolve = onResolve;
    reject = onReject;
  });
  return { promise, resolve, reject };
}
