import type { Priority } from "../scheduler/priority.js";

interface OfNetwork {
  /** `name@version`. */
  readonly model: string;
  /** A key of the model's networks: `encoder`, `decoder`, `classifier:<id>`. */
  readonly network: string;
}

/** Rows were accepted into a queue. */
export interface QueuedEvent extends OfNetwork {
  readonly kind: "queued";
  readonly rows: number;
  readonly priority: Priority;
  /** Rows of this network that wait now, these included. */
  readonly waiting: number;
}

/** Rows left a queue for the runner, as one batch. */
export interface BatchedEvent extends OfNetwork {
  readonly kind: "batched";
  readonly rows: number;
  /** The size that the batch is padded to. */
  readonly bucket: number;
  readonly priority: Priority;
  /** How long each row waited, in milliseconds. */
  readonly waitedMs: readonly number[];
  /** Rows of this network that still wait. */
  readonly waiting: number;
}

/** Where a row of a batch comes from. */
export interface Submission {
  /** When it was submitted (`performance.now`). */
  readonly sinceMs: number;
  /** The signal it was submitted under, by which those above know for whom. */
  readonly signal: AbortSignal | undefined;
}

/** A batch came back from the runner. */
export interface RanEvent extends OfNetwork {
  readonly kind: "ran";
  readonly rows: number;
  readonly bucket: number;
  readonly priority: Priority;
  /** One per row. */
  readonly submissions: readonly Submission[];
  /** When the batch was sent to the runner (`performance.now`). */
  readonly sentMs: number;
  /** From being sent to the runner to its answer, in milliseconds: the wait for the batch before it, and the computation. */
  readonly runMs: number;
  /** Code of the error, when the batch failed. */
  readonly failed?: string;
}

/** Rows that will get no answer: refused, too late, cancelled, or failed. */
export interface UnansweredEvent extends OfNetwork {
  readonly kind: "unanswered";
  readonly rows: number;
  readonly priority: Priority;
  /** An error code, such as `OVERLOADED`, `DEADLINE_EXCEEDED`, `REQUEST_CANCELLED`, `POISONOUS_INPUT`. */
  readonly reason: string;
}

type About<E> = E extends unknown ? Omit<E, keyof OfNetwork | "priority"> : never;

/** What a network's queue tells, before it is said whose queue it is. */
export type NetworkEvent = About<QueuedEvent | BatchedEvent | RanEvent | UnansweredEvent>;

/** A runner process became ready, ended, or was given up after it kept ending. */
export interface RunnerEvent {
  readonly kind: "runner";
  readonly model: string;
  readonly state: "ready" | "ended" | "gave-up";
  /** The device of one that is ready; how another one ended. */
  readonly detail: string;
}

/** The set of models in use changed. */
export interface ModelEvent {
  readonly kind: "model";
  /** `name@version`. */
  readonly model: string;
  readonly change: "loading" | "loaded" | "unloaded" | "refused" | "promoted";
  /** The reason of a refusal, the alias of a promotion. */
  readonly detail?: string;
}

/** Something that happened while serving, for metrics, traces and logs. It never holds any of an image. */
export type ServingEvent = QueuedEvent | BatchedEvent | RanEvent | UnansweredEvent | RunnerEvent | ModelEvent;

/** Is told of every event, on the hot path: it must be quick and must not throw. */
export type ServingObserver = (event: ServingEvent) => void;
