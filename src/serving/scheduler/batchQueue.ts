import { PRIORITIES, type Priority } from "./priority.js";

/** Identifies one item of a {@link BatchQueue}. */
export type Ticket = number;

/** An item leaving the queue. */
export interface Taken<T> {
  readonly ticket: Ticket;
  readonly item: T;
}

/**
 * A bounded queue, first-in first-out within each priority, whose items can leave early. A pure data structure: no clock, no promises, so
 * that it can be tested by itself. Each accepted item leaves exactly once: taken, or cancelled.
 */
export class BatchQueue<T> {
  readonly capacity: number;
  // A Map iterates in insertion order and deletes in constant time, which makes cancelling one of many cheap.
  readonly #items: Readonly<Record<Priority, Map<Ticket, T>>> = { interactive: new Map(), bulk: new Map() };
  #next: Ticket = 0;

  /** @param capacity how many items may wait at once. */
  constructor(capacity: number) {
    this.capacity = capacity;
  }

  get length(): number {
    return this.#items.interactive.size + this.#items.bulk.size;
  }

  /** Items of one priority that wait. */
  waiting(priority: Priority): number {
    return this.#items[priority].size;
  }

  /** The item of one priority that has waited longest. */
  oldest(priority: Priority): T | undefined {
    for (const item of this.#items[priority].values()) return item;
    return undefined;
  }

  /**
   * Accepts all the items, or none (undefined) when they do not all fit: half a request is of use to nobody. Bulk work fits while it takes at
   * most half of the places, so that it never makes the queue refuse somebody who waits for an answer.
   */
  offer(items: readonly T[], priority: Priority = "interactive"): Ticket[] | undefined {
    const queue = this.#items[priority];
    if (this.length + items.length > this.capacity) return undefined;
    if (priority === "bulk" && queue.size + items.length > Math.ceil(this.capacity / 2)) return undefined;
    return items.map((item) => {
      queue.set(this.#next, item);
      return this.#next++;
    });
  }

  /** Removes a waiting item and returns it; undefined when it has already left. */
  cancel(ticket: Ticket): T | undefined {
    for (const priority of PRIORITIES) {
      const queue = this.#items[priority];
      const item = queue.get(ticket);
      if (queue.delete(ticket)) return item;
    }
    return undefined;
  }

  /** The next items of one priority in order of arrival, at most `largest`. */
  take(largest: number, priority: Priority = "interactive"): Taken<T>[] {
    const queue = this.#items[priority];
    const taken: Taken<T>[] = [];
    for (const [ticket, item] of queue) {
      if (taken.length >= largest) break;
      taken.push({ ticket, item });
      queue.delete(ticket);
    }
    return taken;
  }
}
