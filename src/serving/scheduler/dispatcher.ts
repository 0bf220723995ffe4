import { PRIORITIES, type Priority } from "./priority.js";

/** A queue that shares a runner with others: one network of a model. */
export interface Lane {
  readonly largest: number;
  waiting(priority: Priority): number;
  /** When the row that has waited longest arrived; undefined when none waits. */
  oldestSince(priority: Priority): number | undefined;
  /** Forms the next batch and runs it. @returns its rows, and a promise of its end that never rejects. */
  runNext(priority: Priority): { rows: number; end: Promise<void> };
}

/** Batches of one priority that a runner holds: one computes, one is there already when the first ends. */
const AHEAD = 2;

/**
 * Decides whose batch a runner gets next: the lane whose oldest row has waited longest. Each priority has places of its own, and the
 * runner prefers interactive batches, so that a classification waits for one batch of bulk work at most.
 *
 * A batch is sent ahead only when it is as large as what computes. A smaller one waits: what arrives meanwhile joins it for free.
 */
export class Dispatcher {
  readonly #lanes: Lane[] = [];
  readonly #batches: Record<Priority, number> = { interactive: 0, bulk: 0 };
  readonly #rows: Record<Priority, number> = { interactive: 0, bulk: 0 };
  #woken = false;

  add(lane: Lane): void {
    this.#lanes.push(lane);
  }

  /** To be called when rows were queued. */
  wake(): void {
    if (this.#woken) return;
    this.#woken = true;
    // What was submitted in the same turn of the event loop belongs in the same batch; this waits for no clock.
    setImmediate(() => {
      this.#woken = false;
      this.#send();
    });
  }

  #send(): void {
    for (const priority of PRIORITIES) {
      for (let lane = this.#next(priority); lane && this.#mayTake(lane, priority); lane = this.#next(priority)) {
        const { rows, end } = lane.runNext(priority);
        this.#batches[priority]++;
        this.#rows[priority] += rows;
        void end.then(() => {
          this.#batches[priority]--;
          this.#rows[priority] -= rows;
          this.#send();
        });
      }
    }
  }

  #next(priority: Priority): Lane | undefined {
    let next: Lane | undefined;
    let earliest = Number.POSITIVE_INFINITY;
    for (const lane of this.#lanes) {
      const since = lane.oldestSince(priority);
      if (since === undefined || since >= earliest) continue;
      earliest = since;
      next = lane;
    }
    return next;
  }

  #mayTake(lane: Lane, priority: Priority): boolean {
    if (this.#batches[priority] === 0) return true;
    return this.#batches[priority] < AHEAD && lane.waiting(priority) >= Math.min(lane.largest, this.#rows[priority]);
  }
}
